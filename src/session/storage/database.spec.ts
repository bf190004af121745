import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openedOnce } from './database';

/** A browser's requests to open, which a test answers. */
class Opening {
  result = { name: 'database' };
  error = new Error('refused');
  onsuccess: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onupgradeneeded: (() => void) | null = null;
}
let openings: Opening[] = [];

beforeEach(() => {
  openings = [];
  vi.stubGlobal('indexedDB', {
    open: () => {
      const opening = new Opening();
      openings.push(opening);
      return opening;
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a database that is opened once', () => {
  it('answers each call with the same one, and is laid out when it is new', async () => {
    const lay = vi.fn();
    const database = openedOnce('kept', lay);
    const both = [database(), database()];
    openings[0]?.onupgradeneeded?.();
    openings[0]?.onsuccess?.();
    expect(await Promise.all(both)).toEqual([{ name: 'database' }, { name: 'database' }]);
    expect(openings).toHaveLength(1);
    expect(lay.mock.calls).toEqual([[{ name: 'database' }]]);
  });

  it('is tried again after it was refused', async () => {
    const database = openedOnce('kept', () => {});
    const refused = database();
    openings[0]?.onerror?.();
    await expect(refused).rejects.toThrow('refused');
    const second = database();
    openings[1]?.onsuccess?.();
    expect(await second).toEqual({ name: 'database' });
  });

  it('rejects where the browser throws at once', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('insecure');
      },
    });
    await expect(openedOnce('kept', () => {})()).rejects.toThrow('insecure');
  });

  it('does not wait forever for a browser that never answers', async () => {
    vi.useFakeTimers();
    const waiting = openedOnce('kept', () => {})();
    const outcome = expect(waiting).rejects.toThrow('The database did not open.');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
  });

  it('leaves no timer behind once it is open', async () => {
    vi.useFakeTimers();
    const opened = openedOnce('kept', () => {})();
    openings[0]?.onsuccess?.();
    await opened;
    expect(vi.getTimerCount()).toBe(0);
  });
});
