import { expect, it, vi } from 'vitest';
import type { LoadOptions, ModelStore, PinnedFile } from '#src/models/store';
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
