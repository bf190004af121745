import { describe, expect, it } from 'vitest';
import { exactMetrics } from '#src/core/metrics/testing/exact';
import { normal, random } from '#src/core/metrics/testing/random';
import { imageHistogram } from './image-histogram';
import { valueOfKey } from './ordered-float';
import { pixelMetrics } from './pixel-metrics';
import { mergeKeys, percentileKeys, smiycMetrics } from './smiyc-metrics';

const next = random(7);
const z = normal(next);

function image(size: number, shift: number) {
  const labels = Uint8Array.from({ length: size }, () => (next() < 0.3 ? 1 : 0));
  return { labels, scores: Float32Array.from(labels, (label) => shift + z() + 2 * label) };
}

/**
 * The definition: numpy-style percentiles (nearest rank) by sorting, then every score moved down to
 * its threshold.
 */
function byDefinition(images: ReturnType<typeof image>[]) {
  const thresholds = images
    .flatMap(({ scores, labels }) =>
      [0, 1].flatMap((label) => {
        const sorted = scores.filter((_, i) => labels[i] === label).sort();
        const count = Math.min(384, sorted.length);
        return Array.from({ length: count }, (_, i) => {
          const rank = Math.round((i * (sorted.length - 1)) / Math.max(1, count - 1));
          return sorted[rank] as number;
        });
      }),
    )
    .sort((a, b) => a - b);
  const pooled = images.flatMap(({ scores }) => [...scores]);
  const moved = Float32Array.from(
    pooled,
    (score) => thresholds.findLast((threshold) => threshold <= score) as number,
  );
  return {
    thresholds,
    metrics: exactMetrics(moved, Uint8Array.from(images.flatMap(({ labels }) => [...labels]))),
  };
}

describe('SMIYC pixel metrics', () => {
  const images = [image(3000, 0), image(2000, 0.5), image(300, -1)];
  const pooled = imageHistogram(
    Float32Array.from(images.flatMap(({ scores }) => [...scores])),
    Uint8Array.from(images.flatMap(({ labels }) => [...labels])),
  );
  const keys = images
    .map(({ scores, labels }) => percentileKeys(imageHistogram(scores, labels)))
    .reduce(mergeKeys);
  const { thresholds, metrics } = byDefinition(images);

  it('takes the percentiles of both classes of every image', () => {
    expect([...keys].map(valueOfKey)).toEqual([...new Set(thresholds)]);
  });

  it('equals the definition, and depends on the thresholds', () => {
    const smiyc = smiycMetrics(pooled, keys);
    for (const name of ['AP', 'AUROC', 'FPR95', 'bestF1'] as const)
      expect(smiyc[name]).toBeCloseTo(metrics[name], 12);
    expect(smiyc.threshold).toBeCloseTo(metrics.threshold, 6);
    expect(smiyc.AP).not.toBe(pixelMetrics(pooled).AP);
    const fewer = keys.filter((_, i) => i === 0 || i === keys.length >> 1);
    expect(smiycMetrics(pooled, fewer).AP).not.toBeCloseTo(metrics.AP, 2);
  });

  it('is null without positives', () => {
    const normalOnly = imageHistogram(Float32Array.of(1, 2), Uint8Array.of(0, 0));
    expect(smiycMetrics(normalOnly, percentileKeys(normalOnly)).AP).toBeNull();
  });
});
