import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { memoryKey, recallReading, rememberReading } from './label-memory';

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

const MASKS = memoryKey('masks', ['a.png', 'b.png'], valuesOf(0, 255));

it('remembers the last answer for a set', () => {
  expect(rememberReading(MASKS, { as: 'soft' })).toBe(true);
  rememberReading(MASKS, MASK);
  expect(recallReading(MASKS)).toEqual(MASK);
});

it.each<[string, string, string[], LabelValues]>([
  ['of another folder', 'other', ['a.png', 'b.png'], valuesOf(0, 255)],
  ['with other values', 'masks', ['a.png', 'b.png'], valuesOf(0, 1)],
  ['of other labels in a folder of the name', 'masks', ['a.png', 'c.png'], valuesOf(0, 255)],
  ['of fewer labels', 'masks', ['a.png'], valuesOf(0, 255)],
])('knows nothing of a set %s', (_what, opened, names, values) => {
  rememberReading(MASKS, MASK);
  expect(recallReading(memoryKey(opened, names, values))).toBeNull();
});

it('knows a set again in any order, from another place, with other shares of the values', () => {
  rememberReading(MASKS, MASK);
  const values = valuesOf(0, 255);
  if (values.ids) values.ids.pixels = [5, 7];
  expect(recallReading(memoryKey('masks', ['x/b.png', 'x/a.png'], values))).toEqual(MASK);
});

it('keeps what drawn shapes are called, and knows them by it', () => {
  const drawn = (name: string): LabelValues => ({
    ...valuesOf(0, 1),
    names: { 1: name },
    drawn: true,
  });
  const dog: LabelReading = { as: 'ids', anomaly: [1], ignore: [], names: { 1: 'dog' } };
  const keyOf = (name: string) => memoryKey('shapes', ['a.json'], drawn(name));
  rememberReading(keyOf('dog'), dog);
  expect(recallReading(keyOf('dog'))).toEqual(dog);
  expect(recallReading(keyOf('cat'))).toBeNull();
});

it('remembers nothing of loose files', () => {
  const key = memoryKey('', ['a.png'], valuesOf(0, 255));
  expect(rememberReading(key, MASK)).toBe(false);
  expect(recallReading(key)).toBeNull();
});

it('forgets the oldest of more than a hundred', () => {
  for (let index = 0; index <= 100; index++) rememberReading(`set ${index}`, MASK);
  expect(recallReading('set 0')).toBeNull();
  expect(recallReading('set 1')).toEqual(MASK);
});

it.each(['not JSON', '[{"folder":"masks"}]', '{"as":"ids"}'])('does without %s', (text) => {
  stored.set('anomalens.label-readings', text);
  expect(recallReading(MASKS)).toBeNull();
});

it('keeps what can be read beside what cannot', () => {
  rememberReading(MASKS, MASK);
  const kept = JSON.parse(stored.get('anomalens.label-readings') ?? '');
  stored.set('anomalens.label-readings', JSON.stringify([{ key: 5 }, null, ...kept]));
  expect(recallReading(MASKS)).toEqual(MASK);
});

it('does without storage', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  expect(rememberReading(MASKS, MASK)).toBe(false);
  expect(recallReading(MASKS)).toBeNull();
});
