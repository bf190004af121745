import { describe, expect, it } from 'vitest';
import { type LabelEncoding, meaningOf, UNKNOWN } from './encodings';

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
  it('of an open map: the network’s classes, and what metrics of the closed set leave out', () => {
    expect([0, 18, 19, 20, 51, 52, 255].map((id) => meaningOf('open-map', id))).toEqual([
      0,
      18,
      255,
      255,
      255,
      UNKNOWN,
      255,
    ]);
  });

  it.each(CITYSCAPES)('%s: label id %i is train id %i', (_name, id, trainId) => {
    expect(meaningOf('label-ids', id)).toBe(trainId);
  });

  it('reaches each of the 19 train ids once', () => {
    const trainIds = Array.from({ length: 34 }, (_, id) => meaningOf('label-ids', id)).filter(
      (trainId) => trainId !== 255,
    );
    expect(trainIds).toEqual(Array.from({ length: 19 }, (_, trainId) => trainId));
  });

  it.each<[LabelEncoding, Record<number, number>]>([
    ['anomaly-1', { 0: 0, 1: 1, 2: -1, 254: -1, 255: 255 }],
    ['anomaly-2', { 0: 0, 1: -1, 2: 1, 255: 255 }],
    ['anomaly-254', { 0: 0, 1: -1, 254: 1, 255: 255 }],
    ['anomaly-1-2', { 0: 0, 1: 1, 2: 1, 3: -1, 255: 255 }],
    ['mask-255', { 0: 0, 1: -1, 255: 1, 256: -1 }],
    ['lost-and-found', { 0: 255, 1: 0, 2: 1, 43: 1, 44: -1, 255: 255 }],
    ['train-ids', { 0: 0, 18: 18, 19: -1, 255: 255 }],
    ['label-ids', { 33: 18, 34: -1, 255: 255, 26001: -1 }],
  ])('%s', (encoding, expected) => {
    const ids = Object.keys(expected).map(Number);
    expect(Object.fromEntries(ids.map((id) => [id, meaningOf(encoding, id)]))).toEqual(expected);
  });
});
