/** How the scores of ordinary pixels and of anomalies lie, coarsely, for drawing. */
import { valueOfKey } from '#src/core/metrics/ordered-float';
import type { SparseHistogram } from '#src/core/metrics/sparse-histogram';
import type { Range } from '#src/core/types';

export interface CountsByTruth {
  /** From the lowest score of a pixel that counts to the highest, on which the bins lie evenly. */
  range: Range;
  /** Pixels by bin. */
  normal: number[];
  anomaly: number[];
}

const BINS = 256;

/** @param histogram a bin per float, as `imageHistogram` gives it. */
export function countsByTruth({ keys, positives, negatives }: SparseHistogram): CountsByTruth {
  const valueAt = (index: number) => valueOfKey(keys[index] as number);
  const range =
    keys.length > 0 ? { min: valueAt(0), max: valueAt(keys.length - 1) } : { min: 0, max: 0 };
  const normal = new Array<number>(BINS).fill(0);
  const anomaly = new Array<number>(BINS).fill(0);
  const span = range.max - range.min || 1;
  for (const index of keys.keys()) {
    const share = (valueAt(index) - range.min) / span;
    const bin = Math.min(Math.floor(share * BINS), BINS - 1);
    (normal[bin] as number) += negatives[index] as number;
    (anomaly[bin] as number) += positives[index] as number;
  }
  return { range, normal, anomaly };
}
