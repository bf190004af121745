/**
 * Masks over all thresholds as the released code of S2M measures them (Zhao et al. 2024): per
 * image, then the mean over images. Void is not left out: it counts as not anomalous. An empty
 * union counts as 0, and so does its F1.
 */
import { AnomalensError } from '#src/core/errors';
import { ANOMALY } from './image-histogram';
import type { MaskSweep } from './mask-sweep';

/**
 * One image: of `score > threshold` against the anomalies, a value per threshold of the sweep,
 * 0..1.
 */
export interface MaskCurve {
  IoU: number[];
  F1: number[];
}

/** What the masks of a whole set are worth; fractions 0..1. */
export interface MaskMetrics {
  /** The highest mean IoU over images, and the raw threshold of it: the lowest of several. */
  bestIoU: number;
  threshold: number;
  /** Area under the mean IoU over the even thresholds, whose range counts as 1; trapezoid. */
  AuIoU: number;
  /** Pixel F1, mean over images and even thresholds. */
  meanF1: number;
  /** In the order of the images, at `threshold`. */
  IoUPerImage: number[];
}

/** `scores` and `labels` `[H,W]`, `thresholds` ascending. @throws AnomalensError `score-size`. */
export function maskCurve(
  scores: Float32Array,
  labels: Uint8Array,
  thresholds: readonly number[],
): MaskCurve {
  if (scores.length !== labels.length)
    throw new AnomalensError(
      'score-size',
      `The score has ${scores.length} pixels, but its ground truth ${labels.length}.`,
    );
  const steps = Float64Array.from(thresholds);
  // By the number of thresholds that a pixel exceeds.
  const positives = new Float64Array(steps.length + 1);
  const negatives = new Float64Array(steps.length + 1);
  let truth = 0;
  for (let i = 0; i < scores.length; i++) {
    const exceeded = countBelow(steps, scores[i] as number);
    if (labels[i] === ANOMALY) {
      (positives[exceeded] as number)++;
      truth++;
    } else (negatives[exceeded] as number)++;
  }
  const curve: MaskCurve = {
    IoU: new Array<number>(steps.length),
    F1: new Array<number>(steps.length),
  };
  let [hits, alarms] = [0, 0];
  for (let step = steps.length - 1; step >= 0; step--) {
    hits += positives[step + 1] as number;
    alarms += negatives[step + 1] as number;
    const union = truth + alarms;
    curve.IoU[step] = union === 0 ? 0 : hits / union;
    curve.F1[step] = union === 0 ? 0 : (2 * hits) / (truth + hits + alarms);
  }
  return curve;
}

/** How many ascending thresholds lie strictly below a score. */
function countBelow(thresholds: Float64Array, score: number): number {
  let [low, high] = [0, thresholds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] as number) < score) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Null without an image. @param curves over the thresholds of the sweep. */
export function maskMetrics(
  curves: readonly MaskCurve[],
  { thresholds, even }: MaskSweep,
): MaskMetrics | null {
  if (curves.length === 0) return null;
  const meanOf = (name: keyof MaskCurve, step: number) =>
    curves.reduce((total, curve) => total + (curve[name][step] as number), 0) / curves.length;
  const IoU = thresholds.map((_, step) => meanOf('IoU', step));
  const best = IoU.indexOf(Math.max(...IoU));
  const evenIoU = even.map((step) => IoU[step] as number);
  const between = evenIoU
    .slice(1)
    .map((value, before) => (value + (evenIoU[before] as number)) / 2);
  return {
    bestIoU: IoU[best] as number,
    threshold: thresholds[best] as number,
    AuIoU: mean(between),
    meanF1: mean(even.map((step) => meanOf('F1', step))),
    IoUPerImage: curves.map((curve) => curve.IoU[best] as number),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
