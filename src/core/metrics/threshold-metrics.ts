/** Counts and rates of `score >= threshold` against the ground truth. */
import { AnomalensError } from '#src/core/errors';
import { ANOMALY, IGNORE } from './image-histogram';
import { keyAtOrAbove } from './ordered-float';
import type { SparseHistogram } from './sparse-histogram';

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

/**
 * Counts from a histogram. Exact where the threshold lies between bins, at one's lower edge or in
 * one of a single score; inside a mixed bin the pixels are taken as evenly spread over its keys and
 * rounded.
 */
export function confusionAt(
  { bits, keys, mixed, positives, negatives }: SparseHistogram,
  threshold: number,
): Confusion {
  const from = keyAtOrAbove(threshold);
  const width = 2 ** (32 - bits);
  const confusion = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    const ofPositives = positives[i] as number;
    const ofNegatives = negatives[i] as number;
    const share = Math.min(1, Math.max(0, (key + width - from) / width));
    const above = mixed[i] ? share : Number(key >= from);
    const truePositives = Math.round(ofPositives * above);
    const falsePositives = Math.round(ofNegatives * above);
    confusion.truePositives += truePositives;
    confusion.falsePositives += falsePositives;
    confusion.falseNegatives += ofPositives - truePositives;
    confusion.trueNegatives += ofNegatives - falsePositives;
  }
  return confusion;
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
