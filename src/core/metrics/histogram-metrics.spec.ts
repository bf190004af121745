import { beforeAll, describe, expect, it } from 'vitest';
import { type ExactMetrics, exactMetrics } from '#src/core/metrics/testing/exact';
import { normal, random } from '#src/core/metrics/testing/random';
import { imageHistogram } from './image-histogram';
import { pixelMetrics } from './pixel-metrics';
import { ScoreHistogram } from './score-histogram';
import { coarsen, type SparseHistogram } from './sparse-histogram';
import { countConfusion, thresholdMetrics } from './threshold-metrics';

const METRICS = ['AP', 'AUROC', 'FPR95', 'bestF1'] as const;

/**
 * With the bound of the error in per cent. The contract's is 1e-3; only scores that pile up at the
 * last floats below 1 miss it.
 */
describe.each<[string, number, (z: () => number, anomaly: boolean) => number]>([
  ['energies', 1e-3, (z, anomaly) => (anomaly ? -9 : -12.5) + 1.5 * z()],
  ['probabilities near 0', 1e-3, (z, anomaly) => 1 / (1 + Math.exp((anomaly ? 1 : 6) - 2.5 * z()))],
  [
    'probabilities at the last floats below 1',
    0.1,
    (z, anomaly) => 1 / (1 + Math.exp((anomaly ? -9 : -6) - 1.5 * z())),
  ],
  ['a very narrow range', 1e-3, (z, anomaly) => (anomaly ? -10.02 : -10.05) + 0.01 * z()],
])('histogram metrics of %s', (_name, bound, scoreOf) => {
  let scores: Float32Array;
  let labels: Uint8Array;
  let exact: ExactMetrics;
  let histogram: SparseHistogram;
  beforeAll(() => {
    const next = random(1);
    const z = normal(next);
    labels = Uint8Array.from({ length: 40_000 }, () => (next() < 0.01 ? 1 : 0));
    scores = Float32Array.from(labels, (label) => scoreOf(z, label === 1));
    exact = exactMetrics(scores, labels);
    const pooled = new ScoreHistogram();
    pooled.add(scores, labels);
    histogram = pooled.toSparse();
  });

  it('are exact for one image', () => {
    const image = pixelMetrics(imageHistogram(scores, labels));
    for (const name of METRICS) expect(image[name]).toBeCloseTo(exact[name], 11);
    expect(image.threshold).toBe(exact.threshold);
  });

  it.each(METRICS)(`%s is within ${bound} per cent`, (name) => {
    expect(Math.abs(100 * ((pixelMetrics(histogram)[name] as number) - exact[name]))).toBeLessThan(
      bound,
    );
  });

  it('reproduces the counts of the best F1 by its threshold', () => {
    for (const { threshold, bestF1 } of [histogram, coarsen(histogram, 22)].map(pixelMetrics))
      expect(thresholdMetrics(countConfusion(scores, labels, threshold as number)).F1).toBe(bestF1);
  });
});
