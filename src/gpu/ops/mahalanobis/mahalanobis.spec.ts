import { describe, expect, it } from 'vitest';
import { mahalanobisCpu } from './cpu';
import { MAHALANOBIS_CASES } from './mahalanobis.cases';

describe('Mahalanobis distance', () => {
  it('is the squared distance to the nearest centre', () => {
    const [{ features, whitening }] = MAHALANOBIS_CASES;
    expect([...mahalanobisCpu(features, whitening)]).toEqual([0, 4, 1]);
  });

  it.each(MAHALANOBIS_CASES)(
    'agrees with (f - mu)ᵀ WᵀW (f - mu) in float64: $name',
    ({ features, whitening }) => {
      const { classes: channels, width, height, data } = features;
      const { projection, centres } = whitening;
      const components = projection.length / channels;
      const distances = mahalanobisCpu(features, whitening);
      for (let pixel = 0; pixel < width * height; pixel += 3) {
        const projected = Array.from({ length: components }, (_, d) =>
          Array.from(
            { length: channels },
            (_, k) => projection[d * channels + k] * data[k * width * height + pixel],
          ).reduce((a, b) => a + b),
        );
        const squared = Array.from({ length: centres.length / components }, (_, c) =>
          projected.reduce((sum, value, d) => sum + (value - centres[c * components + d]) ** 2, 0),
        );
        expect(distances[pixel] / Math.max(1, Math.min(...squared))).toBeCloseTo(
          Math.min(...squared) / Math.max(1, Math.min(...squared)),
          6,
        );
      }
    },
  );
});
