import { expect, it, vi } from 'vitest';
import { KeptNetworks } from './kept-networks';
import { fakeCaches } from './testing/fake-caches';

const blob = (text: string) => new Blob([text]);
const A = { name: 'a.onnx', url: 'https://files.example/a.onnx' };
const B = { name: 'b – ü.onnx', url: 'https://other.example/b.onnx' };

it('networks are kept by their hashes, the last first, and found by their addresses', async () => {
  const kept = new KeptNetworks(fakeCaches());
  expect(await kept.keep(blob('one'), A)).toBe(true);
  await kept.keep(blob('another'), B);
  expect(await kept.list()).toMatchObject([
    { ...B, bytes: 7 },
    { ...A, bytes: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  const file = await kept.fileOf(B.url);
  expect([file?.name, await file?.text()]).toEqual([B.name, 'another']);
  expect(await kept.fileOf('https://files.example/c.onnx')).toBeNull();
});

it('one that is removed is gone', async () => {
  const kept = new KeptNetworks(fakeCaches());
  await kept.keep(blob('one'), A);
  const [own] = await kept.list();
  await kept.remove(own!.sha256);
  expect(await kept.list()).toEqual([]);
});

it('one that has changed on the disk is not used, and goes', async () => {
  const caches = fakeCaches();
  const kept = new KeptNetworks(caches);
  await kept.keep(blob('one'), A);
  const [key, answer] = [...caches.entries][0]!;
  caches.entries.set(key, new Response('two', { headers: answer.headers }));
  expect(await kept.fileOf(A.url)).toBeNull();
  expect(await kept.list()).toEqual([]);
});

it('nothing is kept where there is no storage or no room', async () => {
  expect(await new KeptNetworks(null).keep(blob('one'), A)).toBe(false);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const full = { open: async () => ({ put: () => Promise.reject(new Error('quota')) }) };
  expect(await new KeptNetworks(full as never).keep(blob('one'), A)).toBe(false);
  expect(console.warn).toHaveBeenCalledOnce();
  vi.restoreAllMocks();
});
