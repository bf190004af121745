/** Counts and rates of `score >= threshold` against the ground truth. */
import { AnomalensError } from '#src/core/errors';
import { ANOMALY, IGNORE } from './image-histogram';

/** Pixels, void left out. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** Fractions 0..1; null where the denominator is zero. */
export interface ThresholdMetrics {
  IoU: number | null;
  F1: number | null;
  precision: number | null;
  recall: number | null;
  FPR: number | null;
}

/** Exact counts of one image; `scores` and `labels` `[H,W]`. */
export function countConfusion(
  scores: Float32Array,
  labels: Uint8Array,
  threshold: number,
): Confusion {
  if (scores.length !== labels.length)
    throw new AnomalensError(
      'score-size',
      `The score has ${scores.length} pixels, but its ground truth ${labels.length}.`,
    );
  const counts: [number, number, number, number] = [0, 0, 0, 0]; // by truth * 2 + prediction
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === IGNORE) continue;
    const isFlagged = (scores[i] as number) >= threshold;
    (counts[(labels[i] === ANOMALY ? 2 : 0) + (isFlagged ? 1 : 0)] as number)++;
  }
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts;
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

export function thresholdMetrics(confusion: Confusion): ThresholdMetrics {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  return {
    IoU: ratio(truePositives, truePositives + falsePositives + falseNegatives),
    F1: f1Of(confusion),
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    FPR: ratio(falsePositives, falsePositives + trueNegatives),
  };
}

export function f1Of({
  truePositives,
  falsePositives,
  falseNegatives,
}: Omit<Confusion, 'trueNegatives'>): number | null {
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
