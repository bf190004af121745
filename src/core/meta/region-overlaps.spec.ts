import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '../types';
import { detectionErrors } from './detection-errors';
import { regionOverlaps } from './region-overlaps';

const REGIONS = { ids: Uint32Array.of(1, 1, 0, 2, 2, 0, 3, 3), width: 8, height: 1, count: 3 };
const truthOf = (...regions: number[]) =>
  Uint32Array.from(regions, (id) => (id < 0 ? BACKGROUND : id));

describe('overlaps of regions with anomalies', () => {
  it('numbers the anomalies, those that nothing touches too', () => {
    const overlaps = regionOverlaps(REGIONS, truthOf(-1, 9, 9, 9, 4, 70, -1, -1));
    expect(overlaps).toEqual({ overlaps: [[0], [0, 1], []], trueRegions: 3 });
  });

  it('makes a false positive a true one by a single pixel', () => {
    const errors = (truth: Uint32Array) =>
      detectionErrors([regionOverlaps(REGIONS, truth)], () => true);
    expect(errors(truthOf(0, 0, -1, -1, -1, -1, -1, -1)).falsePositives).toBe(2);
    expect(errors(truthOf(0, 0, -1, -1, -1, -1, -1, 7)).falsePositives).toBe(1);
  });
});
