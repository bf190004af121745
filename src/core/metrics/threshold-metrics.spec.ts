import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScoreHistogram } from './score-histogram';
import { coarsen } from './sparse-histogram';
import { confusionAt, countConfusion, thresholdMetrics } from './threshold-metrics';

/** Positive numbers nearer to 0 than 2^-105 count as 0 in a histogram. */
const score = fc
  .float({ noNaN: true })
  .map((value) => (value > 0 && value < 2 ** -104 ? 0 : value));
const pixels = fc.array(fc.tuple(score, fc.constantFrom(0, 1, 255)), { maxLength: 50 });

describe('counts at a threshold', () => {
  it('counts the same from the pixels and from the histogram', () => {
    fc.assert(
      fc.property(pixels, fc.double({ noNaN: true }), fc.nat(), (list, anywhere, pick) => {
        const scores = Float32Array.from(list, ([score]) => score);
        const labels = Uint8Array.from(list, ([, label]) => label);
        const histogram = new ScoreHistogram();
        histogram.add(scores, labels);
        for (const threshold of [anywhere, scores[pick % scores.length] ?? 0])
          expect(confusionAt(histogram.toSparse(), threshold)).toEqual(
            countConfusion(scores, labels, threshold),
          );
      }),
    );
  });

  it('spreads a mixed bin evenly', () => {
    const scores = Float32Array.from({ length: 1000 }, (_, i) => 1 + i / 1000);
    const labels = new Uint8Array(1000);
    const histogram = new ScoreHistogram();
    histogram.add(scores, labels);
    const flagged = confusionAt(coarsen(histogram.toSparse(), 9), 1.25).falsePositives; // one bin: 1..2
    expect(flagged).toBe(750);
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
