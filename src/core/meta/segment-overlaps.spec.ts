import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '../types';
import { detectionErrors } from './detection-errors';
import { segmentOverlaps } from './segment-overlaps';

const SEGMENTS = { ids: Uint32Array.of(1, 1, 0, 2, 2, 0, 3, 3), width: 8, height: 1, count: 3 };
const truthOf = (...components: number[]) =>
  Uint32Array.from(components, (id) => (id < 0 ? BACKGROUND : id));

describe('overlaps of segments with anomalies', () => {
  it('numbers the anomalies, those that nothing touches too', () => {
    const found = segmentOverlaps(SEGMENTS, truthOf(-1, 9, 9, 9, 4, 70, -1, -1));
    expect(found).toEqual({ overlaps: [[0], [0, 1], []], trueComponents: 3 });
  });

  it('makes a false positive a true one by a single pixel', () => {
    const errors = (truth: Uint32Array) =>
      detectionErrors([segmentOverlaps(SEGMENTS, truth)], () => true);
    expect(errors(truthOf(0, 0, -1, -1, -1, -1, -1, -1)).falsePositives).toBe(2);
    expect(errors(truthOf(0, 0, -1, -1, -1, -1, -1, 7)).falsePositives).toBe(1);
  });
});
