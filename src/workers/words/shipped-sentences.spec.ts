/** The shipped sentence encoder in the page's runtime, beside what Python computes with whole weights. */
import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inDictionary } from '#src/core/words/read-word';
import { loadSentenceSplitter, type SentenceSplitter } from '#src/core/words/sentence-tokens';
import { readWordTables } from '#src/core/words/tables';
import { SHIPPED_FILES } from '#src/core/words/testing/shipped-tables';
import { cosine } from '#src/core/words/vectors';
import { NODE_RUNTIME } from '#src/models/own/testing/node-runtime';
import manifest from '../../../public/models/manifest.json';
import golden from './sentences.golden.json';

const entry = manifest.models.find(({ kind }) => kind === 'sentence-encoder') as unknown as {
  file: string;
  bytes: number;
  tokenizer: { file: string };
  templates: string[];
};
const read = (file: string) =>
  new Uint8Array(readFileSync(new URL(`../../../public/models/${file}`, import.meta.url)));
let session: ort.InferenceSession;
let split: SentenceSplitter;

beforeAll(async () => {
  const tokenizer = JSON.parse(new TextDecoder().decode(read(entry.tokenizer.file)));
  split = await loadSentenceSplitter(tokenizer, entry.templates);
  session = (await NODE_RUNTIME.open(read(entry.file), {})) as unknown as ort.InferenceSession;
}, 60_000);
afterAll(() => session.release());

async function vectorOf(text: string): Promise<Float32Array> {
  const tokens = split(text);
  if (!tokens) throw new Error(`Nothing of "${text}" is known.`);
  const dims = [tokens.texts, tokens.length];
  const { vector } = await session.run({
    ids: new ort.Tensor('float32', tokens.ids, dims),
    mask: new ort.Tensor('float32', tokens.mask, dims),
  });
  return (vector as ort.Tensor).data as Float32Array;
}

describe('the shipped sentence encoder', () => {
  it.each(Object.entries(golden))('%s has the vector of Python', async (text, expected) => {
    expect(cosine(await vectorOf(text), Float32Array.from(expected))).toBeGreaterThan(0.995);
  });

  it('is asked for words that the dictionary lacks, and agrees with it on others', async () => {
    const tables = await readWordTables(SHIPPED_FILES);
    expect(Object.keys(golden).filter((text) => inDictionary(tables, text))).toEqual([]);
    const { vectors, dimensions, byLemma } = tables.dictionary;
    for (const word of ['road', 'traffic light']) {
      const row = (byLemma.get(word)?.[0] as number) * dimensions;
      const stored = vectors.subarray(row, row + dimensions);
      expect(cosine(await vectorOf(word), stored)).toBeGreaterThan(0.99);
    }
  });

  it('takes 24 MB at most', () => {
    expect(entry.bytes).toBeLessThan(24_000_000);
  });
});
