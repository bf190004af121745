import { expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { WordFiles } from '#src/core/words/tables';
import { wordFiles } from '#src/core/words/testing/word-files';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { WordTablesStore } from './word-tables';

it('tables are loaded once, for all who ask', async () => {
  const load = vi.fn(async () => wordFiles());
  const store = new WordTablesStore(load, createFakeModels([]).context.models);
  const [a, b] = await Promise.all([store.get(), store.get()]);
  expect(a).toBe(b);
  expect(await store.get()).toBe(a);
  expect(load).toHaveBeenCalledTimes(1);
});

it('a damaged table is named, and loaded anew when words are asked for again', async () => {
  const damaged: WordFiles = { ...wordFiles(), spelling: new Uint8Array(3) };
  const load = vi.fn(async () => wordFiles()).mockResolvedValueOnce(damaged);
  const store = new WordTablesStore(load, createFakeModels([]).context.models);
  await expect(store.get()).rejects.toMatchObject({
    code: 'words-unreadable',
    message: expect.stringContaining('spelling'),
  });
  await expect(store.get()).resolves.toBeDefined();
});

it('who cancels goes without them; the others get them', async () => {
  const load = vi.fn(async () => wordFiles());
  const store = new WordTablesStore(load, createFakeModels([]).context.models);
  const gone = new AbortController();
  const [cancelled, other] = [store.get(gone.signal), store.get()];
  gone.abort();
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  await expect(other).resolves.toBeDefined();
  expect(load).toHaveBeenCalledTimes(1);
});

it('a download that fails is tried again', async () => {
  const failure = new AnomalensError('model-download', 'gone', true);
  const load = vi.fn(async () => wordFiles()).mockRejectedValueOnce(failure);
  const store = new WordTablesStore(load, createFakeModels([]).context.models);
  await expect(store.get()).rejects.toBe(failure);
  await expect(store.get()).resolves.toBeDefined();
});
