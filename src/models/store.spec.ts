import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fetch } from './fetch-bytes';
import { ModelStore, type PinnedFile, type StoreProgress } from './store';
import { memoryCaches } from './testing/memory-caches';

const BASE = 'https://example.test/models/';
const CONTENT = Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) & 255);
const FILE: PinnedFile = {
  file: 'net.onnx',
  bytes: CONTENT.length,
  sha256: createHash('sha256').update(CONTENT).digest('hex'),
};

/** Answers in turn; the last one repeats. */
function server(...answers: (() => Response)[]): {
  fetch: Fetch;
  requests: { url: string; cache?: RequestCache }[];
} {
  const requests: { url: string; cache?: RequestCache }[] = [];
  return {
    requests,
    fetch: async (url, init) => {
      requests.push({ url, cache: init.cache });
      const answer = answers[requests.length - 1] ?? answers.at(-1);
      if (!answer) throw new Error('The server has no answer.');
      return answer();
    },
  };
}

const body = (bytes: Uint8Array<ArrayBuffer>) => () => new Response(bytes);
const cutAt = (share: number) => body(CONTENT.slice(0, Math.floor(CONTENT.length * share)));
const flipped = () => {
  const copy = CONTENT.slice();
  (copy[2500] as number) ^= 1;
  return new Response(copy);
};
const status = (code: number) => () => new Response('no', { status: code });

/** Breaks off after half of the bytes. */
function interrupted(): Response {
  return new Response(
    new ReadableStream({
      start: (controller) => {
        controller.enqueue(CONTENT.slice(0, 2500));
        setTimeout(() => controller.error(new TypeError('network error')), 1);
      },
    }),
  );
}

describe('ModelStore', () => {
  it('downloads, verifies, keeps, and serves from the cache the next time', async () => {
    const caches = memoryCaches();
    const { fetch, requests } = server(body(CONTENT));
    const progress: StoreProgress[] = [];
    const store = new ModelStore(BASE, fetch, caches);
    const first = await store.load(FILE, { onProgress: (step) => progress.push(step) });
    expect(first.source).toBe('network');
    expect(first.bytes).toEqual(CONTENT);
    expect(progress.at(-2)).toMatchObject({ phase: 'download', loaded: 5000, total: 5000 });
    expect(progress.at(-1)).toMatchObject({ phase: 'verify' });
    await expect(store.load(FILE)).resolves.toMatchObject({ source: 'cache' });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['nothing', cutAt(0)],
    ['half', cutAt(0.5)],
    ['99 %', cutAt(0.99)],
    ['one flipped bit', flipped],
  ])('stores nothing after %s, says so, and a retry works', async (_what, bad) => {
    const caches = memoryCaches();
    const { fetch, requests } = server(bad, bad, body(CONTENT));
    const store = new ModelStore(BASE, fetch, caches);
    await expect(store.load(FILE)).rejects.toMatchObject({
      code: 'model-damaged',
      retryable: true,
    });
    expect(requests.map(({ cache }) => cache)).toEqual(['default', 'reload']);
    expect(caches.entries.size).toBe(0);
    await expect(store.load(FILE)).resolves.toMatchObject({ source: 'network' });
  });

  it('fetches once more when the first copy is damaged', async () => {
    const { fetch } = server(flipped, body(CONTENT));
    await expect(new ModelStore(BASE, fetch, memoryCaches()).load(FILE)).resolves.toMatchObject({
      source: 'network',
    });
  });

  it('deletes a stored copy that has become damaged and downloads a new one', async () => {
    const caches = memoryCaches();
    const { fetch, requests } = server(body(CONTENT));
    const store = new ModelStore(BASE, fetch, caches);
    await store.load(FILE);
    for (const stored of caches.entries.values()) (stored[7] as number) ^= 1;
    await expect(store.load(FILE)).resolves.toMatchObject({ source: 'network', bytes: CONTENT });
    expect(requests).toHaveLength(2);
  });

  it.each([
    ['404', [status(404)], 1, false],
    ['500 twice', [status(500)], 2, true],
    [
      'a web page',
      [() => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
      1,
      true,
    ],
    ['a broken connection', [interrupted], 1, true],
  ])('reports %s as a failed download', async (_what, answers, requested, retryable) => {
    const { fetch, requests } = server(...answers);
    await expect(new ModelStore(BASE, fetch, memoryCaches()).load(FILE)).rejects.toMatchObject({
      code: 'model-download',
      retryable,
    });
    expect(requests).toHaveLength(requested);
  });

  it('tries once more after a server error', async () => {
    const { fetch } = server(status(503), body(CONTENT));
    await expect(new ModelStore(BASE, fetch, memoryCaches()).load(FILE)).resolves.toMatchObject({
      source: 'network',
    });
  });

  it('works without storage: every write throws, or there is none', async () => {
    for (const storage of [memoryCaches(true), null]) {
      const store = new ModelStore(BASE, server(body(CONTENT)).fetch, storage);
      await expect(store.load(FILE)).resolves.toMatchObject({ source: 'network', bytes: CONTENT });
      await expect(store.clear()).resolves.toBeUndefined();
    }
  });

  it('says cancelled when it is, before and during the download', async () => {
    const early = new AbortController();
    early.abort();
    await expect(
      new ModelStore(BASE, server(body(CONTENT)).fetch, null).load(FILE, { signal: early.signal }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    const late = new AbortController();
    const load = new ModelStore(BASE, server(interrupted).fetch, null).load(FILE, {
      signal: late.signal,
      onProgress: ({ loaded }) => loaded > 0 && late.abort(),
    });
    await expect(load).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('needs no network for a manifest it has seen', async () => {
    const caches = memoryCaches();
    const { default: manifest } = await import('../../public/models/manifest.json');
    const offline = () => {
      throw new TypeError('Failed to fetch');
    };
    const store = new ModelStore(
      BASE,
      server(() => Response.json(manifest), offline).fetch,
      caches,
    );
    const online = await store.manifest();
    await expect(store.manifest()).resolves.toEqual(online);
    await expect(
      new ModelStore(BASE, server(offline).fetch, memoryCaches()).manifest(),
    ).rejects.toMatchObject({ code: 'model-download' });
  });
});
