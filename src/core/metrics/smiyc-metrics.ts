/**
 * Pixel metrics as SegmentMeIfYouCan pools them (Chan et al. 2021): each image gives 768
 * thresholds, the curve of the whole set is known at the merged thresholds only, and AP is the step
 * sum over them. The counts there come from the pooled histogram.
 */
import { binOfKey } from './ordered-float';
import { type PixelMetrics, pixelMetrics } from './pixel-metrics';
import { emptySparse, type SparseHistogram, sum } from './sparse-histogram';

const THRESHOLDS_PER_CLASS = 384;

/**
 * Keys of one image's thresholds, ascending: 384 percentiles (0 to 100) of its positives and as
 * many of its negatives, each the score nearest in rank. A class with fewer pixels gives all of its
 * scores.
 */
export function percentileKeys(image: SparseHistogram): Uint32Array<ArrayBuffer> {
  const keys = [image.positives, image.negatives].flatMap((counts) =>
    percentilesOf(image.keys, counts),
  );
  return Uint32Array.from(new Set(keys)).sort();
}

/** The union of two ascending lists of thresholds. */
export function mergeKeys(a: Uint32Array, b: Uint32Array): Uint32Array<ArrayBuffer> {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  both.sort();
  return both.filter((key, i) => i === 0 || key !== both[i - 1]);
}

/**
 * Metrics of the pooled histogram at the merged thresholds of its images; `score >= threshold` as
 * everywhere.
 */
export function smiycMetrics(pooled: SparseHistogram, thresholds: Uint32Array): PixelMetrics {
  return pixelMetrics(groupBetween(pooled, thresholds));
}

/**
 * Pixels between two thresholds become ties at the lower one. A threshold is moved down to the edge
 * of its bin if that is mixed.
 */
function groupBetween(pooled: SparseHistogram, thresholds: Uint32Array): SparseHistogram {
  const grouped = emptySparse(pooled.bits, pooled.keys.length);
  let length = 0;
  let next = 0;
  for (let i = 0; i < pooled.keys.length; i++) {
    const bin = binOfKey(pooled.keys[i] as number, pooled.bits);
    let starts = length === 0; // the lowest score of all is its image's percentile 0
    while (next < thresholds.length && binOfKey(thresholds[next] as number, pooled.bits) <= bin) {
      next++;
      starts = true;
    }
    if (starts) grouped.keys[length++] = pooled.keys[i] as number;
    (grouped.positives[length - 1] as number) += pooled.positives[i] as number;
    (grouped.negatives[length - 1] as number) += pooled.negatives[i] as number;
  }
  return {
    bits: pooled.bits,
    keys: grouped.keys.slice(0, length),
    mixed: grouped.mixed.slice(0, length),
    positives: grouped.positives.slice(0, length),
    negatives: grouped.negatives.slice(0, length),
  };
}

/**
 * Ascending keys of 384 percentiles (0 to 100) of the counted pixels, each the score nearest in
 * rank; of fewer pixels all.
 */
export function percentilesOf(keys: Uint32Array, counts: Uint32Array): number[] {
  const total = sum(counts);
  const wanted = Math.min(THRESHOLDS_PER_CLASS, total);
  const found: number[] = [];
  let below = 0;
  for (let i = 0; i < keys.length && found.length < wanted; i++) {
    below += counts[i] as number;
    const rank = () => Math.round((found.length * (total - 1)) / Math.max(1, wanted - 1));
    while (found.length < wanted && rank() < below) found.push(keys[i] as number);
  }
  return found;
}
