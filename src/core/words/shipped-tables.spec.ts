import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../../public/models/manifest.json';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from './class-lists';
import { readWord, vectorOfWord } from './read-word';
import { readWordTables, type WordFiles } from './tables';
import { cosine } from './vectors';
import golden from './vectors.golden.json';

const files = Object.fromEntries(
  Object.entries(manifest.words.tables).map(([name, { file }]) => [
    name,
    new Uint8Array(readFileSync(new URL(`../../../public/models/${file}`, import.meta.url))),
  ]),
) as WordFiles;
const tables = await readWordTables(files);

describe('the shipped tables', () => {
  it.each(Object.entries(golden))('%s has the vector that Python reads', (word, expected) => {
    const vector = vectorOfWord(tables, { word });
    expect(cosine(vector, Float32Array.from(expected))).toBeGreaterThan(0.9999);
  });

  it('know every concept and every prompt exactly', () => {
    const lists = Object.values(CLASS_LISTS).flat();
    const words = [...lists.flatMap(({ concepts }) => concepts), ...DEFAULT_VOCABULARY.prompts];
    const others = words.filter((word) => readWord(tables, word).from !== 'dictionary');
    expect(others).toEqual([]);
  });

  it('are smaller than 7 MB without the ordinary pixels', () => {
    const { ordinary: _, ...texts } = files;
    const bytes = Object.values(texts).reduce((sum, file) => sum + file.length, 0);
    expect(bytes).toBeLessThan(7_000_000);
  });
});
