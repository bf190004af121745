import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { wordFiles } from '#src/core/words/testing/word-files';
import { type LoadOptions, ModelStore, type PinnedFile } from '#src/models/store';
import { memoryCaches } from '#src/models/testing/memory-caches';
import { WordTablesStore } from '#src/workers/words/word-tables';
import { ModelService } from './prepare-model';

const table = (file: string, bytes: number) => ({ file, bytes, sha256: 'f00' });
const words = { tables: { dictionary: table('d.json', 20), vectors: table('d.bin', 80) } };

function serviceOf(manifest: object) {
  const told: unknown[] = [];
  const load = vi.fn(async (_file: PinnedFile, { onProgress }: LoadOptions) => {
    onProgress?.({ phase: 'download', loaded: 1, total: 5, cached: false });
    return { bytes: new Uint8Array(1), source: 'network' };
  });
  const store = { load, manifest: async () => manifest } as unknown as ModelStore;
  const service = new ModelService(store, 'wasm', null, (_name, notice) => told.push(notice));
  return { service, load, told };
}

it('files of words are verified one after the other, and told of as one download', async () => {
  const { service, load, told } = serviceOf({ models: [], words });
  expect(Object.keys(await service.wordFiles())).toEqual(['dictionary', 'vectors']);
  expect(load.mock.calls.map(([file]) => file)).toEqual(Object.values(words.tables));
  expect(told).toMatchObject([
    { what: 'words', modelId: null, loaded: 1, total: 100 },
    { what: 'words', modelId: null, loaded: 21, total: 100 },
  ]);
});

it('there are none where the manifest has none', async () => {
  await expect(serviceOf({ models: [] }).service.wordFiles()).rejects.toMatchObject({
    code: 'option-invalid',
  });
});

describe('tables from a server', () => {
  const BASE = 'https://example.test/models/';
  const files = wordFiles();
  const pinned = Object.entries(files).map(([name, bytes]) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return [name, { file: `words/${name}`, bytes: bytes.length, sha256 }] as const;
  });
  const manifest = { models: [], words: { tables: Object.fromEntries(pinned) } };
  let answer: (name: keyof typeof files) => Response;
  let requests = 0;

  /** As after a reload: nothing is known but what the browser has stored. */
  function page(caches: CacheStorage): WordTablesStore {
    const fetched = async (url: string) => {
      requests += 1;
      return answer(url.slice(`${BASE}words/`.length) as keyof typeof files);
    };
    const store = new ModelStore(BASE, fetched, caches);
    Object.assign(store, { manifest: async () => manifest });
    const service = new ModelService(store, 'wasm', null, () => undefined);
    return new WordTablesStore(() => service.wordFiles(), service);
  }
  const whole = (name: keyof typeof files) => new Response(new Uint8Array(files[name]));
  const gone = (): Response => {
    throw new TypeError('Failed to fetch');
  };

  it('come without it after their first use', async () => {
    const caches = memoryCaches();
    answer = whole;
    await page(caches).get();
    answer = gone;
    requests = 0;
    const { dictionary } = await page(caches).get();
    expect(dictionary.byLemma.has('car')).toBe(true);
    expect(requests).toBe(0);
  });

  it('are said to be missing where it is gone before, and come when it is back', async () => {
    answer = gone;
    const tables = page(memoryCaches());
    await expect(tables.get()).rejects.toMatchObject({ code: 'model-download' });
    answer = whole;
    await expect(tables.get()).resolves.toBeDefined();
  });

  it('one that arrives damaged is named, and the sound ones are not fetched again', async () => {
    answer = (name) => (name === 'tokens' ? new Response(files.spelling.slice()) : whole(name));
    const caches = memoryCaches();
    const tables = page(caches);
    await expect(tables.get()).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringContaining('words/tokens'),
    });
    const kept = caches.entries.size;
    expect(kept).toBeGreaterThan(0);
    answer = whole;
    requests = 0;
    await tables.get();
    expect(requests).toBe(pinned.length - kept);
  });
});
