/**
 * Pixel metrics of a score histogram, by the canonical definitions (Fishyscapes): pixels of one
 * score are ties and enter together. In a bin that mixes different scores the order is unknown:
 * every metric takes its expected value over all orders of the bin's pixels. Treating them as ties
 * would lower AP and raise FPR95. The best F1 is taken at the bins' lower edges, where counts are
 * exact.
 */
import { valueOfKey } from './ordered-float';
import { sum } from './sparse-histogram';
import { f1Of } from './threshold-metrics';

/**
 * Fractions 0..1, the threshold raw; null where undefined: AP to threshold need pixels of both
 * classes, the prior any pixel.
 */
export interface PixelMetrics {
  AP: number | null;
  AUROC: number | null;
  FPR95: number | null;
  bestF1: number | null;
  /**
   * `score >= threshold` reproduces the counts of the best F1 exactly; of several best ones the
   * highest.
   */
  threshold: number | null;
  prior: number | null;
}

/** Ascending bins `[n]` of a `SparseHistogram`, or sums of several that a Uint32 cannot hold. */
export interface ScoreCounts {
  keys: Uint32Array;
  mixed: Uint8Array;
  positives: Uint32Array | Float64Array;
  negatives: Uint32Array | Float64Array;
}

const TARGET_RECALL = 0.95;
/**
 * Positives of a mixed bin whose expected precision is computed one by one; more of them in this
 * many equal groups.
 */
const PRECISION_STEPS = 64;

export function pixelMetrics(histogram: ScoreCounts): PixelMetrics {
  const positives = sum(histogram.positives);
  const negatives = sum(histogram.negatives);
  const prior = positives + negatives > 0 ? positives / (positives + negatives) : null;
  if (positives === 0 || negatives === 0)
    return { AP: null, AUROC: null, FPR95: null, bestF1: null, threshold: null, prior };

  const needed = positivesForRecall(TARGET_RECALL, positives);
  let precisionSum = 0;
  let orderedPairs = 0;
  let FPR95: number | null = null;
  let bestF1 = -1;
  let bestKey = 0;
  let truePositives = 0;
  let falsePositives = 0;
  for (let i = histogram.keys.length - 1; i >= 0; i--) {
    const n = histogram.positives[i] as number;
    const m = histogram.negatives[i] as number;
    const mixed = histogram.mixed[i] !== 0;
    if (n > 0) {
      const atEnd = (truePositives + n) / (truePositives + n + falsePositives + m);
      precisionSum += mixed ? expectedPrecisionSum(truePositives, falsePositives, n, m) : n * atEnd;
      if (FPR95 === null && truePositives + n >= needed)
        FPR95 =
          (falsePositives + (mixed ? (m * (needed - truePositives)) / (n + 1) : m)) / negatives;
    }
    truePositives += n;
    falsePositives += m;
    orderedPairs += m * (truePositives - n / 2); // ties, and pairs of unknown order, count half
    const f1 = f1Of({ truePositives, falsePositives, falseNegatives: positives - truePositives });
    if (f1 !== null && f1 > bestF1) {
      bestF1 = f1;
      bestKey = histogram.keys[i] as number;
    }
  }
  return {
    AP: precisionSum / positives,
    AUROC: orderedPairs / positives / negatives,
    FPR95,
    bestF1,
    threshold: valueOfKey(bestKey),
    prior,
  };
}

/**
 * The smallest count k with `k / positives >= recall` in float64, as a comparison of rates would
 * find it.
 */
export function positivesForRecall(recall: number, positives: number): number {
  let needed = Math.max(1, Math.floor(recall * positives) - 1);
  while (needed / positives < recall) needed++;
  return needed;
}

/**
 * Expected sum of the precisions at the n positives of a bin that also holds m negatives in unknown
 * order, after `a` positives and `b` negatives. Before the k-th positive come j negatives, negative
 * hypergeometric with mean m k / (n + 1); 1 / (a + k + b + j) is expanded to second order about
 * that mean.
 */
export function expectedPrecisionSum(a: number, b: number, n: number, m: number): number {
  const steps = Math.min(n, PRECISION_STEPS);
  let total = 0;
  for (let step = 0; step < steps; step++) {
    const k = ((step + 0.5) * n) / steps + 0.5; // 1..n where every positive is a step
    const mean = (m * k) / (n + 1);
    const variance = (mean * (n + 1 - k) * (m + n + 1)) / ((n + 1) * (n + 2));
    const flagged = a + k + b + mean;
    total += ((a + k) / flagged) * (1 + variance / flagged ** 2);
  }
  return (total * n) / steps;
}
