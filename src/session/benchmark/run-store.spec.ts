import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryStore, openRunStore, type RunStore } from './run-store';

const BYTES = Uint8Array.of(1, 2, 3);

/** Answers of a database request, a turn later, as the browser gives them. */
function answer<T>(work: () => T) {
  const request: Record<string, unknown> = {};
  queueMicrotask(() => {
    try {
      request.result = work();
      (request.onupgradeneeded as (() => void) | undefined)?.();
      (request.onsuccess as () => void)();
    } catch (error) {
      request.error = error;
      (request.onerror as () => void)();
    }
  });
  return request;
}

/** A database with one store, as far as the benchmark uses it. @param full: no write is kept. */
function database({ refuses = false, full = false } = {}) {
  const stores = new Map<string, Map<string, unknown>>();
  const transaction = (name: string, mode = 'readonly') => {
    const stored = stores.get(name) as Map<string, unknown>;
    const changed = new Map(stored);
    const change = (work: () => void) => {
      if (mode !== 'readwrite') throw new Error('read only');
      work();
    };
    const result: Record<string, unknown> = {
      error: new Error('quota'),
      objectStore: () => ({
        get: (key: string) => answer(() => stored.get(key)),
        put: (value: unknown, key: string) => change(() => void changed.set(key, value)),
        delete: (key: string) => change(() => void changed.delete(key)),
        clear: () => change(() => changed.clear()),
      }),
    };
    queueMicrotask(() => {
      if (full) return (result.onabort as (() => void) | undefined)?.();
      stores.set(name, changed);
      (result.oncomplete as (() => void) | undefined)?.();
    });
    return result;
  };
  return {
    open: () =>
      answer(() => {
        if (refuses) throw new Error('refused');
        return { transaction, createObjectStore: (name: string) => stores.set(name, new Map()) };
      }),
  };
}

async function readsWritesRemoves(store: RunStore): Promise<void> {
  expect(await store.read('a')).toBeNull();
  await store.write('a', BYTES);
  await store.write('b', BYTES);
  expect(await store.read('a')).toEqual(BYTES);
  await store.remove('a');
  expect(await store.read('a')).toBeNull();
  expect(await store.read('b')).toEqual(BYTES);
  await store.clear();
  expect(await store.read('b')).toBeNull();
}

describe('the store of a run', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('lies in the database of the browser, and outlives the page there', async () => {
    vi.stubGlobal('indexedDB', database());
    const store = await openRunStore();
    expect(store.hint).toBeNull();
    await readsWritesRemoves(store);
  });

  it.each([
    [
      'refuses',
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
    ],
    ['cannot open it', database({ refuses: true }).open],
    ['never answers', () => ({})],
  ])('lies in memory where the browser %s, and says what that means', async (_, open) => {
    vi.useFakeTimers();
    vi.stubGlobal('indexedDB', { open });
    const opening = openRunStore();
    await vi.advanceTimersByTimeAsync(10_000);
    const store = await opening;
    expect(store.hint).toMatch(/private window.*after a reload the run starts again\.$/);
    await readsWritesRemoves(store);
    expect(memoryStore('until then').hint).toBe('until then');
  });

  it('a full disk is an error that a person can do something about', async () => {
    vi.stubGlobal('indexedDB', database({ full: true }));
    const store = await openRunStore();
    await expect(store.write('a', BYTES)).rejects.toMatchObject({
      code: 'evaluation-state',
      retryable: true,
      message: expect.stringMatching(/disk full/),
      cause: expect.objectContaining({ message: 'quota' }),
    });
  });
});
