import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { ISOLATION_HEADERS } from '../lib/headers.mjs';
import { ISOLATION_SCRIPT } from './isolation.ts';

/** What the page gets when Workbox answers `stored` to a request for `destination`. */
async function answered(destination: string, stored: Response): Promise<Response> {
  const listeners: ((event: unknown) => void)[] = [];
  const self = { addEventListener: (_: string, listener: () => void) => listeners.push(listener) };
  runInNewContext(ISOLATION_SCRIPT, { self, Response, Headers });
  listeners.push((event) => (event as FetchEvent).respondWith(stored));
  return new Promise((resolve) => {
    const event = { request: { destination }, respondWith: resolve };
    for (const listener of listeners) listener(event);
  });
}

interface FetchEvent {
  respondWith(answer: Response): void;
}

const named = { 'Content-Type': 'text/html', 'X-Kept': 'yes' };
const isolation = (response: Response) =>
  Object.keys(ISOLATION_HEADERS).map((name) => response.headers.get(name));

it.each(['document', 'worker'])(
  'a stored %s is isolated, and otherwise what it was',
  async (kind) => {
    const response = await answered(kind, new Response('<p>', { status: 203, headers: named }));
    expect(isolation(response)).toEqual(['same-origin', 'require-corp']);
    expect([response.status, response.headers.get('X-Kept')]).toEqual([203, 'yes']);
    expect(await response.text()).toBe('<p>');
  },
);

it('what needs no headers, has them or is a failure is handed on as it is', async () => {
  const script = new Response('');
  expect(await answered('script', script)).toBe(script);
  const page = new Response('', { headers: ISOLATION_HEADERS });
  expect(await answered('document', page)).toBe(page);
  const failure = Response.error();
  expect(await answered('document', failure)).toBe(failure);
});
