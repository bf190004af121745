import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#src/core/types';
import { predictedRegions, shownRegions, trueRegions } from './labelled-regions';

/** Two rows of four; a column of void joins nothing. */
const TRUTH = { width: 4, height: 2, data: Uint8Array.of(1, 0, 255, 1, 1, 0, 255, 0) };
/** float32 of 0.7 is less than the number 0.7. */
const SCORES = Float32Array.of(0.7, 0.8, 0.9, 0.8, 0.6, 0.7, 0.9, 0.2);

const inside = (labels: Uint32Array) =>
  [...labels.keys()].filter((pixel) => labels[pixel] !== BACKGROUND);

describe('regions on the grid of a label', () => {
  it('of a prediction lie above the threshold as the scores are stored, void left out', () => {
    expect(inside(predictedRegions(SCORES, TRUTH, 0.7))).toEqual([1, 3]);
    expect(inside(predictedRegions(SCORES, TRUTH, 0.6))).toEqual([0, 1, 3, 5]);
  });

  it('that the page shows take the threshold itself', () => {
    expect(inside(shownRegions(SCORES, TRUTH, 0.7))).toEqual([0, 1, 3, 5]);
    expect(inside(shownRegions(SCORES, TRUTH, 0.75))).toEqual([1, 3]);
  });

  it('of the truth are its anomalies, apart from one another', () => {
    const labels = trueRegions(TRUTH);
    expect(inside(labels)).toEqual([0, 3, 4]);
    expect(labels[0]).toBe(labels[4]);
    expect(labels[3]).not.toBe(labels[0]);
    expect(labels).toHaveLength(8);
  });
});
