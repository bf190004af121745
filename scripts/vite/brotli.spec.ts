/** What a build holds besides its files. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressFolder } from './brotli.ts';

const dist = mkdtempSync(join(tmpdir(), 'brotli-'));
const TEXT = 'the same again and again, '.repeat(100);
const at = (name: string) => join(dist, name);

beforeAll(async () => {
  mkdirSync(at('assets'));
  for (const name of ['index.html', 'assets/a.wasm', 'assets/a.onnx'])
    writeFileSync(at(name), TEXT);
  writeFileSync(at('tiny.js'), 'a');
  await compressFolder(dist);
});
afterAll(() => rmSync(dist, { recursive: true }));

test.each(['index.html', 'assets/a.wasm'])('%s lies there compressed as well', (name) => {
  const compressed = readFileSync(at(`${name}.br`));
  expect(compressed.length).toBeLessThan(TEXT.length / 10);
  expect(brotliDecompressSync(compressed).toString()).toBe(TEXT);
  expect(readFileSync(at(name), 'utf8')).toBe(TEXT);
});

test.each(['tiny.js', 'assets/a.onnx'])('%s does not', (name) => {
  expect(existsSync(at(`${name}.br`))).toBe(false);
});
