import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { recallReading, rememberReading } from './label-memory';

const MASK: LabelReading = { as: 'ids', anomaly: [255], ignore: [] };
let stored: Map<string, string>;
const valuesOf = (...ids: number[]): LabelValues => ({
  ids: { values: ids, pixels: ids.map(() => 1) },
  colours: null,
  alpha: null,
  names: {},
});

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('remembers by folder and set of values, the last answer', () => {
  expect(rememberReading('masks', valuesOf(0, 255), { as: 'soft' })).toBe(true);
  rememberReading('masks', valuesOf(0, 255), MASK);
  expect(recallReading('masks', valuesOf(0, 255))).toEqual(MASK);
  expect(recallReading('masks', valuesOf(0, 1))).toBeNull();
  expect(recallReading('other', valuesOf(0, 255))).toBeNull();
});

it('remembers nothing of loose files', () => {
  expect(rememberReading('', valuesOf(0, 255), MASK)).toBe(false);
  expect(recallReading('', valuesOf(0, 255))).toBeNull();
});

it('forgets the oldest of more than a hundred', () => {
  for (let index = 0; index <= 100; index++)
    rememberReading(`set ${index}`, valuesOf(0, 255), MASK);
  expect(recallReading('set 0', valuesOf(0, 255))).toBeNull();
  expect(recallReading('set 1', valuesOf(0, 255))).toEqual(MASK);
});

it.each(['not JSON', '[{"folder":"masks"}]', '{"as":"ids"}'])('does without %s', (text) => {
  stored.set('anomalens.label-readings', text);
  expect(recallReading('masks', valuesOf(0, 255))).toBeNull();
});

it('does without storage', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  expect(rememberReading('masks', valuesOf(0, 255), MASK)).toBe(false);
  expect(recallReading('masks', valuesOf(0, 255))).toBeNull();
});
