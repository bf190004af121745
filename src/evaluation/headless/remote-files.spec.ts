import { afterEach, expect, it, vi } from 'vitest';
import { readRemote, remoteStore } from './remote-files';

const answerWith = (status: number, body: string | null = null) => {
  const fetched = vi.fn(async (_address: URL) => new Response(body, { status }));
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:1/secret/evaluate.html' });
  return fetched;
};
afterEach(() => vi.unstubAllGlobals());

it('a file is asked for below the page, its folders apart', async () => {
  const fetched = answerWith(200, 'bytes');
  expect(await (await readRemote('images', 'a b/#1.png')).text()).toBe('bytes');
  expect(String(fetched.mock.calls[0]?.[0])).toBe(
    'http://127.0.0.1:1/secret/data/images/a%20b/%231.png',
  );
});

it('what is not there is null in a store, and an error of an image', async () => {
  answerWith(204);
  expect(await remoteStore('state').read('checkpoint')).toBeNull();
  await expect(readRemote('images', 'a.png')).rejects.toMatchObject({
    code: 'picture-unreadable',
    message: 'a.png is not there.',
  });
});

it.each([404, 500])('an answer of %d is an error of both', async (status) => {
  answerWith(status);
  await expect(remoteStore('state').read('checkpoint')).rejects.toMatchObject({
    code: 'evaluation-state',
  });
  await expect(readRemote('images', 'a.png')).rejects.toMatchObject({
    message: `a.png could not be read (${status}).`,
  });
});
