import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readStoredLearnt, type StoredLearnt, writeStoredLearnt } from './learnt-storage';

const SHOT = {
  id: 's',
  picture: { name: 'a.png', identity: 'digest', width: 3, height: 2 },
  mask: { size: [2, 3] as [number, number], counts: '06' },
  pixels: 6,
};
const LEARNT: StoredLearnt = {
  network: 'a'.repeat(64),
  classes: [
    {
      name: 'dog',
      colour: '#66eeff',
      rule: { kind: 'prototype', prototype: [0.5, 1], radius: 1.5 },
      pixels: 6,
      shots: [SHOT],
      shotCount: 1,
      distances: { range: { min: 0, max: 1 }, inside: [1, 2], outside: [3, 4] },
      losses: [0.5],
      time: 12,
    },
  ],
  draft: { name: '', colour: '#ee6600', shots: [SHOT] },
};

let stored: Map<string, string>;
const put = (value: unknown) => stored.set('anomalens.learnt', JSON.stringify(value));

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('what was learnt', () => {
  it('comes back as it was stored, under one key', () => {
    expect(readStoredLearnt()).toBeNull();
    expect(writeStoredLearnt(LEARNT)).toBe('stored');
    expect([...stored.keys()]).toEqual(['anomalens.learnt']);
    expect(readStoredLearnt()).toEqual(LEARNT);
  });

  it('keeps shots of earlier pages, which knew no identity', () => {
    const { identity: _, ...picture } = SHOT.picture;
    put({ ...LEARNT, classes: [], draft: { ...LEARNT.draft, shots: [{ ...SHOT, picture }] } });
    expect(readStoredLearnt()?.draft.shots[0]?.picture.identity).toBe('');
  });

  const withShot = (change: object) => ({
    ...LEARNT,
    draft: { ...LEARNT.draft, shots: [{ ...SHOT, ...change }] },
  });
  it.each<[string, unknown]>([
    ['another network id', { ...LEARNT, network: 'short' }],
    ['no draft', { ...LEARNT, draft: null }],
    ['a colour that is none', { ...LEARNT, draft: { ...LEARNT.draft, colour: 'red' } }],
    ['a mask that is too short', withShot({ mask: { size: [2, 3], counts: '05' } })],
    ['a mask of another width', withShot({ mask: { size: [2, 2], counts: '04' } })],
    ['a mask of another height', withShot({ mask: { size: [3, 3], counts: '09' } })],
    ['a picture without pixels', withShot({ picture: { ...SHOT.picture, width: 0 } })],
    ['half a pixel', withShot({ picture: { ...SHOT.picture, width: 2.5 } })],
    ['a time that is none', { ...LEARNT, classes: [{ ...LEARNT.classes[0], time: 'now' }] }],
    [
      'rules of different networks',
      {
        ...LEARNT,
        classes: [
          LEARNT.classes[0],
          { ...LEARNT.classes[0], rule: { kind: 'prototype', prototype: [1, 2, 3], radius: 1 } },
        ],
      },
    ],
  ])('is left out with %s', (_, value) => {
    put(value);
    expect(readStoredLearnt()).toBeNull();
  });

  it('is left out when it is no JSON', () => {
    stored.set('anomalens.learnt', '{');
    expect(readStoredLearnt()).toBeNull();
  });

  it.each([
    [new DOMException('full', 'QuotaExceededError'), 'full'],
    [new DOMException('denied', 'SecurityError'), 'unavailable'],
    [new ReferenceError('no storage'), 'unavailable'],
  ])('%s while it is stored is told', (error, told) => {
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw error;
      },
    });
    expect(writeStoredLearnt(LEARNT)).toBe(told);
  });
});
