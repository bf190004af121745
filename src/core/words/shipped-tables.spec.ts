import { describe, expect, it } from 'vitest';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from './class-lists';
import { readWord, vectorOfWord } from './read-word';
import { readWordTables } from './tables';
import { SHIPPED_FILES } from './testing/shipped-tables';
import { cosine } from './vectors';
import golden from './vectors.golden.json';

const tables = await readWordTables(SHIPPED_FILES);

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

  it('are 7 MB at most, ordinary pixels and all', () => {
    const bytes = Object.values(SHIPPED_FILES).reduce((sum, file) => sum + file.length, 0);
    expect(bytes).toBeLessThanOrEqual(7_000_000);
  });
});
