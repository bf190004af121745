import { describe, expect, it, vi } from 'vitest';
import { readWord } from '#src/core/words/read-word';
import { wordFiles } from '#src/core/words/testing/word-files';
import type { Tensors } from '#src/models/tensor-session';
import type { PreparedModel } from '#src/workers/state/context';
import { SENTENCE_ENCODER } from './sentence-encoder';
import { WordTablesStore } from './word-tables';

/** Its vector is the number of letters of the text, in the third direction; a text with "zz" has no piece. */
function encoder(vector: (ids: Float32Array) => number[] = (ids) => [0, 0, ids[0] as number, 0]) {
  const run = vi.fn(async ({ ids }: Tensors) => ({
    vector: { data: Float32Array.from(vector(ids!.data)), dims: [1, 4] },
  }));
  const split = (text: string) =>
    text.includes('zz')
      ? null
      : { ids: Float32Array.of(text.length), mask: Float32Array.of(1), texts: 1, length: 1 };
  const get = vi.fn(async () => ({ network: { run }, split }) as unknown as PreparedModel);
  return { store: new WordTablesStore(async () => wordFiles(), { get }), run, get };
}
const ON = { encoder: true } as const;

describe('the sentence encoder', () => {
  it('reads each word outside the dictionary once, and is loaded with the first of them', async () => {
    const { store, run, get } = encoder();
    await store.reading(['dog', 'Geese', 'soft toy'], {});
    await store.reading(['dog', 'Geese', ''], ON);
    expect(get).not.toHaveBeenCalled();
    const tables = await store.reading(['dog', 'Soft toy', 'soft  TOY'], ON);
    await store.reading(['soft toy'], ON);
    expect(get.mock.calls).toEqual([[SENTENCE_ENCODER, undefined]]);
    expect(run).toHaveBeenCalledTimes(1);
    expect(readWord(tables, { word: 'Soft Toy' })).toMatchObject({ from: 'encoder' });
    expect([...(readWord(tables, { word: 'Soft Toy' }).vector ?? [])]).toEqual([0, 0, 1, 0]);
    expect(readWord(tables, { word: 'dog' }).from).toBe('dictionary');
  });

  it('leaves a word to its pieces where it is off, and unknown where it knows none', async () => {
    const { store } = encoder();
    await store.reading(['soft toy', 'zz'], ON);
    const without = await store.reading(['soft toy'], {});
    expect(readWord(without, { word: 'soft toy' }).from).toBe('pieces');
    const tables = await store.reading(['zz'], ON);
    expect(readWord(tables, { word: 'zz' }).from).toBe('unknown');
  });

  it('is named where it is missing or gives no vector, and the dictionary still works', async () => {
    const { store, get } = encoder(() => [1, 2]);
    await expect(store.reading(['soft toy'], ON)).rejects.toMatchObject({ code: 'model-invalid' });
    get.mockRejectedValueOnce(new Error('damaged'));
    await expect(store.reading(['soft toy'], ON)).rejects.toThrow('damaged');
    get.mockResolvedValueOnce({} as unknown as PreparedModel);
    await expect(store.reading(['soft toy'], ON)).rejects.toMatchObject({
      code: 'manifest-invalid',
    });
    expect(readWord(await store.reading(['dog'], ON), { word: 'dog' }).from).toBe('dictionary');
  });
});
