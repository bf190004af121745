import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropAside, setAside, storedText, textsAside, writeLearntText } from './learnt-storage';

let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('what was learnt', () => {
  it('lies under one key', () => {
    expect(storedText()).toBeNull();
    expect(writeLearntText('text')).toBe('stored');
    expect([...stored]).toEqual([['anomalens.learnt', 'text']]);
    expect(storedText()).toBe('text');
  });

  it.each([
    [new DOMException('full', 'QuotaExceededError'), 'full'],
    [new DOMException('denied', 'SecurityError'), 'unavailable'],
    [new ReferenceError('no storage'), 'unavailable'],
  ])('%s while it is stored is told', (error, told) => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw error;
      },
      setItem: () => {
        throw error;
      },
    });
    expect(writeLearntText('text')).toBe(told);
    expect(storedText()).toBeNull();
    expect(textsAside()).toEqual([]);
    expect(setAside('text')).toBe(false);
  });
});

describe('texts that cannot be used', () => {
  it('are kept as they are, each once, beside what is learnt from then on', () => {
    writeLearntText('new');
    expect(['old', 'older', 'old'].map(setAside)).toEqual([true, true, true]);
    expect(textsAside()).toEqual(['old', 'older']);
    expect([...stored.keys()]).toEqual([
      'anomalens.learnt',
      'anomalens.learnt.aside',
      'anomalens.learnt.aside.2',
    ]);
  });

  it('are forgotten one by one', () => {
    for (const text of ['a', 'b', 'c']) setAside(text);
    dropAside('b');
    expect(textsAside()).toEqual(['a', 'c']);
    dropAside('never');
    for (const text of ['a', 'c']) dropAside(text);
    expect(stored.size).toBe(0);
  });

  it('are not written over when there are too many', () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    expect(texts.every(setAside)).toBe(true);
    expect(setAside('one more')).toBe(false);
    expect(textsAside()).toEqual(texts);
  });
});
