import { imageHistogram } from '../metrics/image-histogram';
import { pixelMetrics } from '../metrics/pixel-metrics';

/** Fractions 0..1 with the false positive as the positive class; null where undefined. */
export interface ClassifierMetrics {
  AUROC: number | null;
  /** Average precision. */
  AUPRC: number | null;
  /** Share that P(false positive) > 0.5 judges rightly. */
  accuracy: number | null;
}

/**
 * @param logOdds `[n]` of a false positive. @param targets `[n]`: 1 for a false positive, 0
 * otherwise.
 */
export function classifierMetrics(logOdds: Float64Array, targets: Uint8Array): ClassifierMetrics {
  // By the odds, not the probabilities: those near 1 would be ties in float32.
  const { AUROC, AP } = pixelMetrics(imageHistogram(Float32Array.from(logOdds), targets));
  const right = logOdds.filter((odds, row) => odds > 0 === (targets[row] === 1)).length;
  return { AUROC, AUPRC: AP, accuracy: targets.length > 0 ? right / targets.length : null };
}
