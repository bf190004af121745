/**
 * Masks over all thresholds as the released code of S2M measures them (Zhao et al. 2024): per image, then the mean over images.
 * Void is not left out: it counts as not anomalous. An empty union counts as 0, and so does its F1.
 */
import { AnomalensError } from '#src/core/errors';
import type { Range } from '#src/core/types';
import { ANOMALY } from './image-histogram';

/** Thresholds at 0, 0.01, ... 1 of the range. */
export const MASK_STEPS = 101;

/** One image: of `score > threshold` against the anomalies, a value per step, 0..1. */
export interface MaskCurve {
  IoU: number[];
  F1: number[];
}

/** Of a set, fractions 0..1. */
export interface MaskMetrics {
  /** The highest mean IoU over images, and the raw threshold of it: the lowest of several. */
  bestIoU: number;
  threshold: number;
  /** Area under the mean IoU over the thresholds, trapezoid. */
  AuIoU: number;
  /** Pixel F1, mean over images and thresholds. */
  meanF1: number;
  /** In the order of the images, at `threshold`. */
  IoUPerImage: number[];
}

/** The raw threshold of a step. */
export function maskThreshold(step: number, { min, max }: Range): number {
  return min + (step / (MASK_STEPS - 1)) * (max - min);
}

/** `scores` and `labels` `[H,W]`; `range` holds the score's ends. @throws AnomalensError `score-size`. */
export function maskCurve(scores: Float32Array, labels: Uint8Array, range: Range): MaskCurve {
  if (scores.length !== labels.length)
    throw new AnomalensError('score-size', `The score has ${scores.length} pixels, but its ground truth ${labels.length}.`);
  const thresholds = Array.from({ length: MASK_STEPS }, (_, step) => maskThreshold(step, range));
  // By the number of thresholds that a pixel exceeds.
  const positives = new Float64Array(MASK_STEPS + 1);
  const negatives = new Float64Array(MASK_STEPS + 1);
  let truth = 0;
  for (let i = 0; i < scores.length; i++) {
    const exceeded = countBelow(thresholds, scores[i], range);
    if (labels[i] === ANOMALY) {
      positives[exceeded]++;
      truth++;
    } else negatives[exceeded]++;
  }
  const curve: MaskCurve = { IoU: new Array<number>(MASK_STEPS), F1: new Array<number>(MASK_STEPS) };
  let [hits, alarms] = [0, 0];
  for (let step = MASK_STEPS - 1; step >= 0; step--) {
    hits += positives[step + 1];
    alarms += negatives[step + 1];
    const union = truth + alarms;
    curve.IoU[step] = union === 0 ? 0 : hits / union;
    curve.F1[step] = union === 0 ? 0 : (2 * hits) / (truth + hits + alarms);
  }
  return curve;
}

/** How many rising thresholds lie strictly below a score: guessed from their even steps, then corrected for rounding. */
function countBelow(thresholds: readonly number[], score: number, { min, max }: Range): number {
  if (!(score > thresholds[0])) return 0;
  let count = Math.min(MASK_STEPS, Math.ceil(((score - min) / (max - min)) * (MASK_STEPS - 1)));
  while (count > 0 && thresholds[count - 1] >= score) count--;
  while (count < MASK_STEPS && thresholds[count] < score) count++;
  return count;
}

/** Null without an image. */
export function maskMetrics(curves: readonly MaskCurve[], range: Range): MaskMetrics | null {
  if (curves.length === 0) return null;
  const mean = (of: (curve: MaskCurve) => number) => curves.reduce((sum, curve) => sum + of(curve), 0) / curves.length;
  const steps = Array.from({ length: MASK_STEPS }, (_, step) => step);
  const IoU = steps.map((step) => mean((curve) => curve.IoU[step]));
  const best = IoU.indexOf(Math.max(...IoU));
  const between = IoU.slice(1).map((value, step) => (value + IoU[step]) / 2);
  const F1 = steps.map((step) => mean((curve) => curve.F1[step]));
  return {
    bestIoU: IoU[best],
    threshold: maskThreshold(best, range),
    AuIoU: sum(between) / (MASK_STEPS - 1),
    meanF1: sum(F1) / MASK_STEPS,
    IoUPerImage: curves.map((curve) => curve.IoU[best]),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
