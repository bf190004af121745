import { describe, expect, it } from 'vitest';
import { RemoteNetwork } from './download';

const URL_OF = new URL('https://files.example/models/net%20a.onnx?download=1');
const BYTES = Uint8Array.from({ length: 2000 }, (_, i) => (i === 0 ? 8 : i % 251));

interface Asked {
  url: string;
  init: RequestInit;
}

/** A host that answers in chunks of 600 bytes, and breaks off after `until` bytes of the first answer. */
function host(
  change: {
    until?: number;
    ranges?: boolean;
    headers?: HeadersInit;
    body?: BodyInit;
    status?: number;
  } = {},
) {
  const asked: Asked[] = [];
  const remote = new RemoteNetwork(URL_OF, async (url, init) => {
    asked.push({ url, init });
    const { Range } = (init.headers ?? {}) as Record<string, string>;
    const from = Range && change.ranges !== false ? Number(/\d+/.exec(Range)?.[0]) : 0;
    const rest = BYTES.subarray(from);
    const isFirst = asked.length === 1;
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (isFirst && change.until !== undefined && from + sent >= change.until)
          return controller.error(new TypeError('network error'));
        if (sent >= rest.length) return controller.close();
        const end = Math.min(sent + 600, rest.length);
        controller.enqueue(rest.slice(sent, end));
        sent = end;
      },
    });
    return new Response(change.body ?? body, {
      status: change.status ?? (from > 0 ? 206 : 200),
      headers: { 'content-length': String(rest.length), ...change.headers },
    });
  });
  return { remote, asked };
}
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const ignore = () => undefined;

describe('a network from an address', () => {
  it('is asked for once, with nothing of the person, and its size is known before it is loaded', async () => {
    const { remote, asked } = host();
    expect([remote.host, remote.name, remote.size]).toEqual(['files.example', 'net a.onnx', null]);
    await remote.ask();
    expect(remote.size).toBe(2000);
    expect(asked[0]).toMatchObject({
      url: URL_OF.href,
      init: { method: 'GET', credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors' },
    });
    expect(asked[0]?.init).not.toHaveProperty('body');
    expect(asked[0]?.init).not.toHaveProperty('headers');
    const steps: number[] = [];
    expect(await bytesOf(await remote.load((loaded) => steps.push(loaded)))).toEqual(BYTES);
    expect(steps).toEqual([600, 1200, 1800, 2000]);
    expect(asked).toHaveLength(1);
  });

  it('that breaks off goes on where it was', async () => {
    const { remote, asked } = host({ until: 1200 });
    await remote.ask();
    await expect(remote.load(ignore)).rejects.toMatchObject({
      code: 'model-download',
      message: 'net a.onnx broke off after 0.0 of 0.0 MB. What is here is kept.',
      retryable: true,
    });
    const steps: number[] = [];
    expect(await bytesOf(await remote.load((loaded) => steps.push(loaded)))).toEqual(BYTES);
    expect(asked[1]?.init.headers).toEqual({ Range: 'bytes=1200-' });
    expect(steps).toEqual([1800, 2000]);
  });

  it('begins anew where the host sends the whole file again', async () => {
    const { remote } = host({ until: 1200, ranges: false });
    await expect(remote.load(ignore)).rejects.toThrow('broke off');
    expect(await bytesOf(await remote.load(ignore))).toEqual(BYTES);
  });

  it('begins anew where the host has another file by now', async () => {
    let answers = 0;
    const headers = {
      get 'last-modified'() {
        answers += 1;
        return answers === 1 ? 'Monday' : 'Tuesday';
      },
    };
    const { remote, asked } = host({ until: 1200, headers });
    await expect(remote.load(ignore)).rejects.toThrow('broke off');
    expect(await bytesOf(await remote.load(ignore))).toEqual(BYTES);
    expect(asked).toHaveLength(3); // the rest is of no use, and the file is asked for whole
  });
});

describe('what is no network is named', () => {
  it.each([
    [
      'a web page by its type',
      { headers: { 'content-type': 'text/html; charset=utf-8' } },
      'a web page in place of net a.onnx',
    ],
    ['no file', { status: 404 }, 'files.example answered 404'],
    ['more than a tab takes', { headers: { 'content-length': '3000000000' } }, '3.0 GB'],
  ])('%s', async (_what, change, reason) => {
    await expect(host(change).remote.ask()).rejects.toThrow(reason);
  });

  it.each([
    ['a web page by its bytes', '<!doctype html><title>x</title>', 'a web page'],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid', 'Git LFS'],
  ])('%s', async (_what, body, reason) => {
    const { remote } = host({ body, headers: { 'content-length': String(body.length) } });
    await expect(remote.load(ignore)).rejects.toMatchObject({
      code: 'network-unreadable',
      message: expect.stringContaining(reason),
    });
  });

  it('a host that lets no other page read', async () => {
    const remote = new RemoteNetwork(URL_OF, async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(remote.ask()).rejects.toThrow(
      'does not let pages of other sites read its files (CORS)',
    );
  });
});

it('is not ended by who waited for its size alone', async () => {
  const { remote, asked } = host();
  const asking = new AbortController();
  await remote.ask(asking.signal);
  asking.abort();
  expect(asked[0]?.init.signal?.aborted).toBe(false);
  expect(await bytesOf(await remote.load(ignore, new AbortController().signal))).toEqual(BYTES);
});

it('ends when nobody waits for it any more', async () => {
  const { remote, asked } = host();
  const cancelling = new AbortController();
  await remote.ask(cancelling.signal);
  const loading = remote.load(() => cancelling.abort(), cancelling.signal);
  await expect(loading).rejects.toMatchObject({ code: 'cancelled' });
  expect(asked[0]?.init.signal?.aborted).toBe(true);
});
