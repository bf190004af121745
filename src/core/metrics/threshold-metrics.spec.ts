import { describe, expect, it } from 'vitest';
import { countConfusion, thresholdMetrics } from './threshold-metrics';

describe('counts at a threshold', () => {
  it('flags what lies at it or above, and leaves void out', () => {
    const scores = Float32Array.of(0.4, 0.5, 0.6, 0.4, 0.5, 0.6, 0.7, 0.4, 0.6);
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 1, 1, 255, 255);
    expect(countConfusion(scores, labels, 0.5)).toEqual({
      truePositives: 3,
      falsePositives: 2,
      falseNegatives: 1,
      trueNegatives: 1,
    });
  });

  it('gives the rates, and null for 0 / 0', () => {
    expect(
      thresholdMetrics({
        truePositives: 6,
        falsePositives: 2,
        falseNegatives: 4,
        trueNegatives: 8,
      }),
    ).toEqual({
      IoU: 0.5,
      F1: 2 / 3,
      precision: 0.75,
      recall: 0.6,
      FPR: 0.2,
    });
    expect(
      thresholdMetrics({
        truePositives: 0,
        falsePositives: 0,
        falseNegatives: 0,
        trueNegatives: 3,
      }),
    ).toEqual({
      IoU: null,
      F1: null,
      precision: null,
      recall: null,
      FPR: 0,
    });
  });

  it('refuses another size', () => {
    expect(() => countConfusion(new Float32Array(2), new Uint8Array(3), 0)).toThrow(
      expect.objectContaining({ code: 'score-size' }),
    );
  });
});
