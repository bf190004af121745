import { describe, expect, it } from 'vitest';
import { mahalanobisCpu } from './cpu';
import { MAHALANOBIS_BY_HAND, MAHALANOBIS_CASES } from './mahalanobis.cases';

describe('Mahalanobis distance', () => {
  it('is the squared distance to the nearest centre', () => {
    const { features, whitening } = MAHALANOBIS_BY_HAND;
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
        const feature = Array.from(
          { length: channels },
          (_, k) => data[k * width * height + pixel] as number,
        );
        const projected = Array.from({ length: components }, (_, d) =>
          feature.reduce(
            (sum, value, k) => sum + value * (projection[d * channels + k] as number),
            0,
          ),
        );
        const squared = Array.from({ length: centres.length / components }, (_, c) =>
          projected.reduce(
            (sum, value, d) => sum + (value - (centres[c * components + d] as number)) ** 2,
            0,
          ),
        );
        const nearest = Math.min(...squared);
        const scale = Math.max(1, nearest);
        expect((distances[pixel] as number) / scale).toBeCloseTo(nearest / scale, 6);
      }
    },
  );
});
