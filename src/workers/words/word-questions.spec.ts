import { describe, expect, it } from 'vitest';
import { FAKE_VOCABULARY, fakeTables } from '#src/workers/testing/fake-words';
import { completeWord, readWords, wordVector } from './word-questions';

const tables = fakeTables();
const SOURCE = { words: { get: async () => tables, reading: async () => tables } };
const read = (...words: string[]) =>
  readWords(SOURCE, { words: words.map((word) => ({ word })), vocabulary: FAKE_VOCABULARY });

describe('words by themselves', () => {
  it('are completed, each sense on its own', async () => {
    expect(await completeWord(SOURCE, { prefix: ' Cr', most: 5 })).toEqual([
      { word: 'crane', sense: 'lifts loads', category: 'artifact' },
      { word: 'crane', sense: 'a wading bird', category: 'animal' },
    ]);
    expect(await completeWord(SOURCE, { prefix: 'c', most: 2 })).toHaveLength(2);
  });

  it('are told where they come from, how far they are, and which class has them', async () => {
    const [cow, auto, pieces, unknown, empty] = await read('Cow', 'auto', 'xy', 'zzz', '?!');
    expect(cow).toEqual({
      word: 'Cow',
      reads: 'cow',
      from: 'dictionary',
      senses: [],
      equals: null,
      nearest: { className: 'road', similarity: 0, distance: 'far' },
    });
    expect(auto).toMatchObject({ equals: 'car', nearest: { className: 'car', distance: 'near' } });
    expect(pieces).toMatchObject({ from: 'pieces', nearest: { className: 'car' } });
    expect(unknown).toMatchObject({ from: 'unknown', nearest: null });
    expect(empty).toMatchObject({ reads: '', from: 'unknown', nearest: null });
  });

  it('are compared with the concepts that are switched on', async () => {
    const [tree] = await read('tree');
    expect(tree).toMatchObject({ equals: 'car', nearest: { similarity: 0 } });
  });

  it('have a vector of their own, unless they mean nothing', async () => {
    const { vector } = await wordVector(SOURCE, { word: 'cow' });
    expect([...vector]).toEqual([0, 0, 1, 0]);
    expect(vector.buffer).not.toBe(tables.dictionary.vectors.buffer);
    await expect(wordVector(SOURCE, { word: 'zzz' })).rejects.toMatchObject({
      code: 'word-unknown',
    });
  });
});
