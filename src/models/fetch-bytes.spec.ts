import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fetch, type FetchOptions, fetchBytes } from './fetch-bytes';

const URL_OF_FILE = 'https://example.test/models/net.onnx';
const CONTENT = new Uint8Array([1, 2, 3, 4]);

/** A body that brings its parts after so many milliseconds each, and then nothing more. */
function slowBody(times: readonly number[], ends: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      let at = 0;
      for (const [index, time] of times.entries()) {
        at += time;
        setTimeout(() => controller.enqueue(CONTENT.slice(index, index + 1)), at);
      }
      if (ends) setTimeout(() => controller.close(), at + 1);
    },
  });
}

const load = (fetch: Fetch, options: Partial<FetchOptions> = {}) =>
  fetchBytes(URL_OF_FILE, { fetch, ...options });
const outcomeOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);
const SILENT = {
  code: 'model-download',
  message: 'net.onnx could not be downloaded: nothing has arrived for 30 seconds.',
  retryable: true,
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a server that falls silent', () => {
  it('is given up when it does not answer', async () => {
    let connection: AbortSignal | undefined;
    const outcome = outcomeOf(
      load((_url, { signal }) => {
        connection = signal;
        return new Promise(() => undefined);
      }),
    );
    await vi.advanceTimersByTimeAsync(29_999);
    expect(connection?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject(SILENT);
    expect(connection?.aborted).toBe(true);
  });

  it('is given up in the middle of a file', async () => {
    const outcome = outcomeOf(load(async () => new Response(slowBody([10, 10], false))));
    await vi.advanceTimersByTimeAsync(30_020);
    expect(await outcome).toMatchObject(SILENT);
  });

  it('is waited for as long as something comes', async () => {
    const outcome = load(
      async () => new Response(slowBody([29_000, 29_000, 29_000, 29_000], true)),
    );
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await outcome).toEqual(CONTENT);
  });
});

describe('a download', () => {
  it('is cancelled by whoever waits, also while the server is silent', async () => {
    const controller = new AbortController();
    const outcome = outcomeOf(
      load(
        (_url, { signal }) =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
          ),
        { signal: controller.signal },
      ),
    );
    controller.abort();
    expect(await outcome).toMatchObject({ code: 'cancelled' });
  });

  it.each([
    ['its length', { 'content-length': '4' }, 4],
    ['no length', {}, 0],
    ['the length of what is compressed', { 'content-length': '3', 'content-encoding': 'br' }, 0],
  ])('tells what has come, where the server announces %s', async (_, headers, announced) => {
    const told: number[][] = [];
    await load(async () => new Response(CONTENT, { headers: new Headers(headers as never) }), {
      onProgress: (...progress) => told.push(progress),
    });
    expect(told).toEqual([[4, announced]]);
  });

  it('names what it is of', async () => {
    const missing = async () => new Response('', { status: 404 });
    expect(await outcomeOf(load(missing))).toMatchObject({
      message: 'net.onnx could not be downloaded: the server answered 404.',
    });
    expect(await outcomeOf(load(missing, { what: 'The inference engine' }))).toMatchObject({
      message: 'The inference engine could not be downloaded: the server answered 404.',
    });
  });
});
