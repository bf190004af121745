import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { Fetch } from './fetch-bytes';
import { diagnoseRuntime, downloadRuntime } from './runtime';

const FILE = 'https://example.test/assets/ort.wasm';
const FAILURE = new AnomalensError('runtime-download', 'It arrived damaged.', true);

/** @param cached whether the browser has the file. */
function server(answer: () => Response, cached = false) {
  const asked: (RequestCache | undefined)[] = [];
  const fetch: Fetch = async (_url, { cache }) => {
    asked.push(cache);
    if (cache !== 'only-if-cached') return answer();
    if (!cached) throw new TypeError('not cached');
    return new Response('wasm');
  };
  return { fetch, asked };
}
const sound = () => new Response('wasm');
const missing = () => new Response('', { status: 404 });
const offline = (): Response => {
  throw new TypeError('network error');
};

describe('the runtime', () => {
  it('is downloaded, with progress', async () => {
    const { fetch, asked } = server(sound);
    const told: number[] = [];
    await downloadRuntime(FILE, { fetch, onProgress: (loaded) => told.push(loaded) });
    expect(asked).toEqual(['only-if-cached', 'default']);
    expect(told).toEqual([0, 4]);
  });

  it('is not read again where the browser has it', async () => {
    const { fetch, asked } = server(missing, true);
    await downloadRuntime(FILE, { fetch });
    expect(asked).toEqual(['only-if-cached']);
  });

  it.each([
    [
      'is missing',
      missing,
      'The inference engine could not be downloaded: the server answered 404.',
    ],
    ['does not come', offline, 'The download of The inference engine was interrupted.'],
    [
      'is a web page',
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'The server sent a web page in place of The inference engine.',
    ],
  ])('says so when it %s', async (_, answer, message) => {
    const { fetch } = server(answer);
    await expect(downloadRuntime(FILE, { fetch })).rejects.toMatchObject({
      code: 'runtime-download',
      message,
    });
  });

  it('is not asked for any more when nobody waits', async () => {
    const { fetch } = server(sound);
    const signal = AbortSignal.abort();
    await expect(downloadRuntime(FILE, { fetch, signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('a runtime that cannot be set up', () => {
  it('was damaged when it can be downloaded, which replaces the stored copy', async () => {
    const { fetch, asked } = server(sound, true);
    expect(await diagnoseRuntime(FILE, FAILURE, { fetch })).toBe(FAILURE);
    expect(asked).toEqual(['reload']);
  });

  it('is named after what keeps it from being downloaded', async () => {
    const { fetch } = server(missing, true);
    expect(await diagnoseRuntime(FILE, FAILURE, { fetch })).toMatchObject({
      code: 'runtime-download',
      message: expect.stringContaining('404'),
    });
  });
});
