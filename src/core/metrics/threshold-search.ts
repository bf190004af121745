/**
 * The threshold of the best F1, exact where the bins of a pooled histogram mix scores. At the lower
 * edge of a bin the counts are exact, so a mixed bin is searched if F1 could be as high inside:
 * where it is flat, the edges alone would choose between thresholds far apart, and with them the
 * components.
 */
import { valueOfKey } from './ordered-float';
import { emptySparse, type SparseHistogram, sum } from './sparse-histogram';
import { f1Of } from './threshold-metrics';

const KEY_BITS = 32;

/** Ordered keys from `from` to below `to`, and the pixels with a higher score. */
export interface SearchRange {
  from: number;
  to: number;
  truePositives: number;
  falsePositives: number;
}

export interface ThresholdSearch {
  /** Anomalous pixels of the set. */
  positives: number;
  /** The best at an edge. */
  best: BestThreshold;
  /** Ascending. */
  ranges: SearchRange[];
}

export interface BestThreshold {
  /** 0..1 */
  bestF1: number;
  /** `score >= threshold` gives it; of several the highest. */
  threshold: number;
}

/** Null where the best threshold is exact already, or there is none. */
export function thresholdSearch(
  pooled: SparseHistogram,
  { bestF1, threshold }: { bestF1: number | null; threshold: number | null },
): ThresholdSearch | null {
  if (bestF1 === null || threshold === null) return null;
  const positives = sum(pooled.positives);
  const width = 2 ** (KEY_BITS - pooled.bits);
  const ranges: SearchRange[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = pooled.keys.length - 1; i >= 0; i--) {
    const inside = pooled.positives[i] as number;
    const from = pooled.keys[i] as number;
    // At most if all anomalous pixels of the bin have a higher score than the normal ones.
    const highest = f1At(truePositives + inside, falsePositives, positives);
    if (pooled.mixed[i] && inside > 0 && highest >= bestF1)
      ranges.unshift({ from, to: from + width, truePositives, falsePositives });
    truePositives += inside;
    falsePositives += pooled.negatives[i] as number;
  }
  return ranges.length > 0 ? { positives, best: { bestF1, threshold }, ranges } : null;
}

/** The bins of one image, a bin per float, that lie in the ranges. */
export function binsWithin(
  image: SparseHistogram,
  ranges: readonly Pick<SearchRange, 'from' | 'to'>[],
): SparseHistogram {
  const kept: number[] = [];
  let range = 0;
  for (let i = 0; i < image.keys.length; i++) {
    const key = image.keys[i] as number;
    while (range < ranges.length && key >= (ranges[range]?.to as number)) range += 1;
    if (range < ranges.length && key >= (ranges[range]?.from as number)) kept.push(i);
  }
  const result = emptySparse(image.bits, kept.length);
  for (const [slot, i] of kept.entries()) {
    result.keys[slot] = image.keys[i] as number;
    result.positives[slot] = image.positives[i] as number;
    result.negatives[slot] = image.negatives[i] as number;
  }
  return result;
}

/** @param inside the bins of all images within the ranges, joined. */
export function searchedThreshold(
  { positives, best, ranges }: ThresholdSearch,
  inside: SparseHistogram,
): BestThreshold {
  let found = best;
  let i = inside.keys.length - 1;
  for (const range of ranges.toReversed()) {
    let { truePositives, falsePositives } = range;
    for (; i >= 0 && (inside.keys[i] as number) >= range.from; i--) {
      truePositives += inside.positives[i] as number;
      falsePositives += inside.negatives[i] as number;
      const bestF1 = f1At(truePositives, falsePositives, positives);
      const threshold = valueOfKey(inside.keys[i] as number);
      if (bestF1 > found.bestF1 || (bestF1 === found.bestF1 && threshold > found.threshold))
        found = { bestF1, threshold };
    }
  }
  return found;
}

function f1At(truePositives: number, falsePositives: number, positives: number): number {
  return f1Of({ truePositives, falsePositives, falseNegatives: positives - truePositives }) ?? 0;
}
