import { describe, expect, it } from 'vitest';
import {
  isClosedSet,
  keyOfReading,
  type LabelReading,
  meaningOf,
  sameReading,
  UNKNOWN,
} from './label-reading';

/** Name, id and train id as the Cityscapes scripts list them, for a few of each group. */
const CITYSCAPES = [
  ['unlabelled', 0, 255],
  ['ground', 6, 255],
  ['road', 7, 0],
  ['sidewalk', 8, 1],
  ['rail track', 10, 255],
  ['building', 11, 2],
  ['fence', 13, 4],
  ['tunnel', 16, 255],
  ['pole', 17, 5],
  ['pole group', 18, 255],
  ['traffic light', 19, 6],
  ['vegetation', 21, 8],
  ['sky', 23, 10],
  ['person', 24, 11],
  ['rider', 25, 12],
  ['car', 26, 13],
  ['bus', 28, 15],
  ['trailer', 30, 255],
  ['train', 31, 16],
  ['bicycle', 33, 18],
] as const;

describe('meaningOf', () => {
  it.each<[LabelReading, Record<number, number>]>([
    [
      { as: 'ids', anomaly: [14], ignore: [255] },
      { 0: 0, 5: 0, 14: 1, 255: 255 },
    ],
    [
      { as: 'ids', anomaly: [255], ignore: [] },
      { 0: 0, 255: 1 },
    ],
    [
      { as: 'ids', anomaly: [], ignore: [255] },
      { 0: 0, 255: 255 },
    ],
    [
      { as: 'ids', anomaly: [2, 43], ignore: [0, 255] },
      { 0: 255, 1: 0, 2: 1, 43: 1, 255: 255 },
    ],
    [
      { as: 'instances', ignore: [65_535] },
      { 0: 0, 1: 1, 255: 1, 24001: 1, 65535: 255 },
    ],
    [{ as: 'soft' }, { 0: 0, 127: 0, 128: 1, 255: 1 }],
    [{ as: 'alpha' }, { 0: 0, 127: 0, 128: 1, 255: 1 }],
    [
      { as: 'colour', anomaly: [0xfa3253], ignore: [0xffffff] },
      { 0: 0, 16396883: 1, 16777215: 255 },
    ],
    [{ as: 'train-ids' }, { 0: 0, 18: 18, 19: UNKNOWN, 255: 255 }],
    [{ as: 'label-ids' }, { 33: 18, 34: UNKNOWN, 255: 255, 26001: UNKNOWN }],
    [{ as: 'open-map' }, { 0: 0, 18: 18, 19: 255, 20: 255, 51: 255, 52: UNKNOWN, 255: 255 }],
  ])('%j', (reading, expected) => {
    const values = Object.keys(expected).map(Number);
    expect(Object.fromEntries(values.map((value) => [value, meaningOf(reading, value)]))).toEqual(
      expected,
    );
  });

  it.each(CITYSCAPES)('%s: label id %i is train id %i', (_name, id, trainId) => {
    expect(meaningOf({ as: 'label-ids' }, id)).toBe(trainId);
  });

  it('reaches each of the 19 train ids once', () => {
    const trainIds = Array.from({ length: 34 }, (_, id) =>
      meaningOf({ as: 'label-ids' }, id),
    ).filter((trainId) => trainId !== 255);
    expect(trainIds).toEqual(Array.from({ length: 19 }, (_, trainId) => trainId));
  });
});

it('classes are a closed set, anomalies are not', () => {
  const readings = ['train-ids', 'label-ids', 'open-map', 'soft', 'alpha'] as const;
  expect(readings.map((as) => isClosedSet({ as }))).toEqual([true, true, true, false, false]);
});

it('readings are compared by what they say', () => {
  const a: LabelReading = { as: 'ids', anomaly: [2, 1], ignore: [255] };
  expect(sameReading(a, { as: 'ids', anomaly: [1, 2], ignore: [255] })).toBe(true);
  expect(sameReading(a, { as: 'ids', anomaly: [1, 2], ignore: [] })).toBe(false);
  expect(sameReading(a, { as: 'colour', anomaly: [1, 2], ignore: [255] })).toBe(false);
  expect(sameReading(a, null)).toBe(false);
  expect(sameReading(null, null)).toBe(true);
  expect(keyOfReading({ as: 'instances', ignore: [255] })).not.toBe(
    keyOfReading({ as: 'instances', ignore: [] }),
  );
});
