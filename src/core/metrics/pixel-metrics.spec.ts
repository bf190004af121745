import { describe, expect, it } from 'vitest';
import { definitionalAP, exactMetrics, pairwiseAuroc } from '#src/core/metrics/testing/exact';
import { normal, random } from '#src/core/metrics/testing/random';
import { fc } from '#src/core/testing/seeded';
import { imageHistogram } from './image-histogram';
import { expectedPrecisionSum, type PixelMetrics, pixelMetrics } from './pixel-metrics';
import { coarsen } from './sparse-histogram';

const METRICS = ['AP', 'AUROC', 'FPR95', 'bestF1'] as const;
/** Few distinct scores, so that ties are common; both classes present. */
const tied = fc
  .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.boolean()), { minLength: 0, maxLength: 60 })
  .map((pixels) => [...pixels, [0, true] as const, [1, false] as const])
  .map((pixels) => ({
    scores: Float32Array.from(pixels, ([score]) => score / 3),
    labels: Uint8Array.from(pixels, ([, anomaly]) => (anomaly ? 1 : 0)),
  }));

describe('pixel metrics', () => {
  it('equals the definitions for random scores with ties', () => {
    fc.assert(
      fc.property(tied, ({ scores, labels }) => {
        const metrics = pixelMetrics(imageHistogram(scores, labels));
        const exact = exactMetrics(scores, labels);
        for (const name of METRICS) expect(metrics[name]).toBeCloseTo(exact[name], 12);
        expect(metrics.threshold).toBe(exact.threshold);
        expect(metrics.AP).toBeCloseTo(definitionalAP(scores, labels), 12);
        expect(metrics.AUROC).toBeCloseTo(pairwiseAuroc(scores, labels), 12);
      }),
    );
  });

  it('has the values computed by hand', () => {
    const metrics = pixelMetrics(
      imageHistogram(Float32Array.of(9, 8, 7, 6, 5), Uint8Array.of(1, 0, 1, 0, 0)),
    );
    expect(metrics).toEqual({
      AP: (1 + 2 / 3) / 2,
      AUROC: 5 / 6,
      FPR95: 1 / 3,
      bestF1: 0.8,
      threshold: 7,
      prior: 0.4,
    });
  });

  it('gives the prior as AP of a constant score', () => {
    const labels = Uint8Array.from({ length: 1000 }, (_, i) => (i < 37 ? 1 : 0));
    const metrics = pixelMetrics(imageHistogram(new Float32Array(1000).fill(0.3), labels));
    expect(metrics).toMatchObject({
      AP: 0.037,
      AUROC: 0.5,
      FPR95: 1,
      prior: 0.037,
      threshold: Math.fround(0.3),
    });
  });

  it('is undefined without positives or without negatives', () => {
    const none = { AP: null, AUROC: null, FPR95: null, bestF1: null, threshold: null };
    expect(pixelMetrics(imageHistogram(Float32Array.of(1, 2), Uint8Array.of(0, 0)))).toEqual({
      ...none,
      prior: 0,
    });
    expect(pixelMetrics(imageHistogram(Float32Array.of(1, 2), Uint8Array.of(1, 1)))).toEqual({
      ...none,
      prior: 1,
    });
    expect(pixelMetrics(imageHistogram(Float32Array.of(1), Uint8Array.of(255)))).toEqual({
      ...none,
      prior: null,
    });
  });

  it('takes the first recall of at least .95, also where it is met exactly', () => {
    const scores = Float32Array.from({ length: 40 }, (_, i) => 40 - i); // positive, negative, positive, ...
    const labels = Uint8Array.from({ length: 40 }, (_, i) => 1 - (i % 2));
    expect(pixelMetrics(imageHistogram(scores, labels)).FPR95).toBe(18 / 20);
  });

  it('has no bias from wide bins, where ties would have one', () => {
    const next = random(3);
    const z = normal(next);
    const labels = Uint8Array.from({ length: 60_000 }, () => (next() < 0.02 ? 1 : 0));
    const scores = Float32Array.from(labels, (label) => -12.5 + 1.5 * z() + 3.5 * label);
    const exact = exactMetrics(scores, labels);
    const coarse = coarsen(imageHistogram(scores, labels), 16); // 0.06 wide
    const ties = pixelMetrics({ ...coarse, mixed: new Uint8Array(coarse.mixed.length) });
    for (const name of ['AP', 'FPR95'] as const) {
      const errorOf = (metrics: PixelMetrics) => Math.abs((metrics[name] as number) - exact[name]);
      const error = errorOf(pixelMetrics(coarse));
      expect(error).toBeLessThan(3e-3);
      expect(errorOf(ties)).toBeGreaterThan(2 * error);
    }
  });

  it('takes the mean over all orders of a mixed bin', () => {
    // All orders of 3 positives and 2 negatives after 4 and 5 pixels.
    const sums: number[] = [];
    for (let order = 0; order < 32; order++) {
      const bits = [0, 1, 2, 3, 4].map((i) => (order >> i) & 1);
      if (bits.reduce((a, b) => a + b) !== 3) continue;
      let [truePositives, pixels, total] = [4, 9, 0];
      for (const bit of bits) {
        truePositives += bit;
        pixels++;
        total += bit * (truePositives / pixels);
      }
      sums.push(total);
    }
    expect(expectedPrecisionSum(4, 5, 3, 2)).toBeCloseTo(
      sums.reduce((a, b) => a + b) / sums.length,
      4,
    );
    // Many positives are summed in groups: nothing but positives has precision 1, an even mixture
    // its share.
    expect(expectedPrecisionSum(0, 0, 5000, 0)).toBeCloseTo(5000, 9);
    expect(expectedPrecisionSum(0, 0, 5000, 15_000) / 5000).toBeCloseTo(0.25, 3);
  });

  it('takes the expected false alarms within a mixed bin at a recall of .95', () => {
    // Nine of the ten positives of the lower bin are needed: 11 negatives make 11 * 9 / 11 before.
    const histogram = {
      keys: Uint32Array.of(1, 2),
      positives: Uint32Array.of(10, 10),
      negatives: Uint32Array.of(11, 0),
    };
    expect(pixelMetrics({ ...histogram, mixed: Uint8Array.of(1, 0) }).FPR95).toBeCloseTo(
      9 / 11,
      12,
    );
    expect(pixelMetrics({ ...histogram, mixed: Uint8Array.of(0, 0) }).FPR95).toBe(1);
  });
});
