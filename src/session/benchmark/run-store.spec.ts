import { afterEach, expect, it, vi } from 'vitest';
import { openRunStore } from './run-store';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  [
    'refuses',
    () => {
      throw new DOMException('denied', 'SecurityError');
    },
  ],
  ['never answers', () => ({})],
])('a database that %s is done without, and the person told', async (_, open) => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', { open });
  const opening = openRunStore();
  await vi.advanceTimersByTimeAsync(10_000);
  const store = await opening;
  expect(store.hint).toContain('after a reload the run starts again');
  await store.write('a', new Uint8Array([1]));
  expect(await store.read('a')).toEqual(new Uint8Array([1]));
});
