import { describe, expect, it } from 'vitest';
import { exactMetrics } from '#src/core/metrics/testing/exact';
import { normal } from '#src/core/metrics/testing/random';
import { random } from '../random';
import {
  type BootstrapOptions,
  bootstrapImage,
  bootstrapSamples,
  differenceIntervals,
  intervalsOf,
} from './bootstrap';
import { imageHistogram } from './image-histogram';
import type { Interval, MetricIntervals } from './intervals';
import { pixelMetrics } from './pixel-metrics';
import { ScoreHistogram } from './score-histogram';
import type { SparseHistogram } from './sparse-histogram';

type Image = { scores: Float32Array; labels: Uint8Array; histogram: SparseHistogram };

/**
 * Images that differ in difficulty and in their share of positives; energies or, in (0, 1),
 * probabilities over many binades.
 */
function imagesOf(count: number, size: number, seed: number, probability = false): Image[] {
  const next = random(seed);
  const z = normal(next);
  return Array.from({ length: count }, () => {
    const [separation, share] = [2 + z(), 0.02 + 0.08 * next()];
    const labels = Uint8Array.from({ length: size }, () => (next() < share ? 1 : 0));
    const scores = Float32Array.from(labels, (label) => {
      const score = -12 + 1.5 * z() + 1.5 * separation * label;
      return probability ? 1 / (1 + Math.exp(-score - 6)) : score;
    });
    return { scores, labels, histogram: bootstrapImage(imageHistogram(scores, labels)) };
  });
}

/** The draws again, pixel by pixel and with the exact metrics. */
function reference(images: Image[], resamples: number, seed: number): MetricIntervals {
  const next = random(seed);
  const metrics = Array.from({ length: resamples }, () => {
    const drawn = images.map(() => images[Math.floor(next() * images.length)] as Image);
    return exactMetrics(
      Float32Array.from(drawn.flatMap(({ scores }) => [...scores])),
      Uint8Array.from(drawn.flatMap(({ labels }) => [...labels])),
    );
  });
  const intervalOf = (name: keyof MetricIntervals) => {
    const sorted = metrics.map((values) => values[name]).sort((a, b) => a - b);
    // Whole positions with 41 resamples.
    const quantile = (share: number) => sorted[Math.round(share * (resamples - 1))] as number;
    return { low: quantile(0.025), high: quantile(0.975) };
  };
  return {
    AP: intervalOf('AP'),
    AUROC: intervalOf('AUROC'),
    FPR95: intervalOf('FPR95'),
    bestF1: intervalOf('bestF1'),
  };
}

/** AP of the draws, with one sort of all pixels and a count per image: for large images. */
function referenceAP(images: Image[], resamples: number, seed: number): Interval {
  const pixels = images.flatMap(({ scores, labels }, image) =>
    Array.from(scores, (score, i) => ({ score, image, isPositive: labels[i] === 1 })),
  );
  pixels.sort((a, b) => b.score - a.score);
  const next = random(seed);
  const APs = Array.from({ length: resamples }, () => {
    const times = images.map(() => 0);
    for (const _ of images) (times[Math.floor(next() * images.length)] as number)++;
    let [truePositives, flagged, counted, precisions] = [0, 0, 0, 0];
    for (const [index, { score, image, isPositive }] of pixels.entries()) {
      flagged += times[image] as number;
      if (isPositive) truePositives += times[image] as number;
      if (pixels[index + 1]?.score === score) continue; // ties enter together
      precisions += (truePositives - counted) * (truePositives / Math.max(flagged, 1));
      counted = truePositives;
    }
    return precisions / truePositives;
  }).sort((a, b) => a - b);
  return { low: APs[1] as number, high: APs[39] as number }; // 2.5 % and 97.5 % of 41
}

const readers = (images: readonly SparseHistogram[]) => images.map((image) => async () => image);

async function bootstrapIntervals(images: readonly SparseHistogram[], options?: BootstrapOptions) {
  return intervalsOf(await bootstrapSamples(readers(images), options));
}

describe('bootstrap intervals', () => {
  it('are exact where every bin holds one score', async () => {
    const images = imagesOf(5, 100, 2).map(({ scores, labels }) => {
      new Uint16Array(scores.buffer).forEach((_, half, halves) => {
        if (half % 2 === 0) halves[half] = 0; // the lower half of a little-endian float
      });
      return { scores, labels, histogram: imageHistogram(scores, labels) };
    });
    const intervals = await bootstrapIntervals(
      images.map(({ histogram }) => histogram),
      { resamples: 41, seed: 7 },
    );
    const exact = reference(images, 41, 7);
    for (const name of ['AP', 'AUROC', 'FPR95', 'bestF1'] as const) {
      expect(intervals[name]?.low).toBeCloseTo(exact[name]?.low ?? -1, 12);
      expect(intervals[name]?.high).toBeCloseTo(exact[name]?.high ?? -1, 12);
    }
  });

  it('keep ties: a constant score has the prior as AP in every resample', async () => {
    const constant = [0, 1].map(() =>
      bootstrapImage(
        imageHistogram(new Float32Array(8).fill(0.3), Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0)),
      ),
    );
    const { AP } = await bootstrapIntervals(constant, { resamples: 20 });
    expect(AP).toEqual({ low: 0.25, high: 0.25 });
  });

  it('are null for one image, or none with positives', async () => {
    const alone = imagesOf(1, 500, 1).map(({ histogram }) => histogram);
    const none = { AP: null, AUROC: null, FPR95: null, bestF1: null };
    expect(await bootstrapIntervals(alone)).toEqual(none);
    const negatives = imageHistogram(Float32Array.of(1, 2), Uint8Array.of(0, 0));
    expect(await bootstrapIntervals([negatives, negatives], { resamples: 10 })).toEqual(none);
  });

  it('of a difference are those of the same draws: none to itself, above zero for a score that is better on every image', async () => {
    const images = imagesOf(8, 300, 4);
    const noisy = images.map(({ scores, labels }) => {
      const z = normal(random(9));
      return bootstrapImage(
        imageHistogram(
          scores.map((score) => score + 4 * z()),
          labels,
        ),
      );
    });
    const plain = images.map(({ histogram }) => histogram);
    const better = await bootstrapSamples(readers(plain), { resamples: 60 });
    const worse = await bootstrapSamples(readers(noisy), { resamples: 60 });
    expect(differenceIntervals(better, better).AP).toEqual({ low: 0, high: 0 });
    const { AP, FPR95 } = differenceIntervals(better, worse);
    expect(AP?.low).toBeGreaterThan(0);
    expect(FPR95?.high).toBeLessThan(0);
    const [own, others] = [intervalsOf(better).AP, intervalsOf(worse).AP];
    if (!AP || !own || !others) throw new Error('no interval of AP');
    expect(AP.low).toBeGreaterThan(own.low - others.high); // narrower than from the two intervals
  });

  it('hold the pooled value, shrink with more images, and repeat with their seed', async () => {
    const few = imagesOf(6, 200, 8).map(({ histogram }) => histogram);
    const all = imagesOf(60, 200, 8);
    const many = all.map(({ histogram }) => histogram);
    const wide = await bootstrapIntervals(few, { resamples: 100 });
    const narrow = await bootstrapIntervals(many, { resamples: 100 });
    const pooled = new ScoreHistogram();
    for (const { scores, labels } of all) pooled.add(scores, labels);
    const metrics = pixelMetrics(pooled.toSparse());
    for (const name of ['AP', 'AUROC', 'FPR95', 'bestF1'] as const) {
      const [a, b] = [wide[name], narrow[name]];
      if (!a || !b) throw new Error(`no interval of ${name}`);
      expect(b.high - b.low).toBeLessThan((a.high - a.low) / 2);
      expect(metrics[name]).toBeGreaterThan(b.low);
      expect(metrics[name]).toBeLessThan(b.high);
    }
    expect(await bootstrapIntervals(few, { resamples: 100 })).toEqual(wide);
    expect(await bootstrapIntervals(few, { resamples: 100, seed: 2 })).not.toEqual(wide);
  });

  it.each([
    ['energies', false],
    ['probabilities', true],
  ])(
    'of %s equal those of the exact metrics to a tenth of a per cent',
    async (_name, probability) => {
      const images = imagesOf(10, 1500, 3, probability);
      const { AP } = await bootstrapIntervals(
        images.map(({ histogram }) => histogram),
        { resamples: 41, seed: 5 },
      );
      const exact = referenceAP(images, 41, 5);
      expect(Math.abs((AP?.low ?? 0) - exact.low)).toBeLessThan(0.001);
      expect(Math.abs((AP?.high ?? 0) - exact.high)).toBeLessThan(0.001);
    },
  );
});
