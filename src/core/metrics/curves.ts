/**
 * Precision-recall and ROC curves of a histogram, thinned for drawing. Exact at every point they
 * keep.
 */
import { valueOfKey } from './ordered-float';
import { type SparseHistogram, sum } from './sparse-histogram';
import { confusionAt, thresholdMetrics } from './threshold-metrics';

export type CurveKind = 'precision-recall' | 'ROC';

/**
 * Fractions 0..1: x is recall and y precision, or x the false-positive rate and y the true-positive
 * rate.
 */
export interface CurvePoint {
  x: number;
  y: number;
  /** Lower edge of the last bin that is flagged; null at the ROC's origin, where nothing is. */
  threshold: number | null;
}

/**
 * From the highest threshold down, at most `limit` points, ends included; empty unless there are
 * positives and negatives.
 */
export function curveOf(kind: CurveKind, histogram: SparseHistogram, limit = 400): CurvePoint[] {
  const all = pointsOf(kind, histogram);
  const length = all.x.length;
  if (length === 0) return [];
  const step = (i: number) => Math.abs(all.x[i] - all.x[i - 1]) + Math.abs(all.y[i] - all.y[i - 1]);
  let total = 0;
  for (let i = 1; i < length; i++) total += step(i);
  // One point per equal piece of the way along both axes: steep parts keep their shape, flat ones
  // cost nothing.
  const kept = [0];
  const piece = total / (limit - 2);
  let way = 0;
  for (let i = 1; i < length - 1; i++) {
    way += step(i);
    if (way < piece) continue;
    kept.push(i);
    way = 0;
  }
  if (length > 1) kept.push(length - 1);
  return kept.map((i) => ({
    x: all.x[i],
    y: all.y[i],
    threshold: all.keys[i] < 0 ? null : valueOfKey(all.keys[i]),
  }));
}

/**
 * The point of `score >= threshold`; null where the curve has none (nothing flagged has no
 * precision).
 */
export function pointAt(
  kind: CurveKind,
  histogram: SparseHistogram,
  threshold: number,
): CurvePoint | null {
  const { recall, precision, FPR } = thresholdMetrics(confusionAt(histogram, threshold));
  const [x, y] = kind === 'ROC' ? [FPR, recall] : [recall, precision];
  return x === null || y === null ? null : { x, y, threshold };
}

function pointsOf(kind: CurveKind, { keys, positives, negatives }: SparseHistogram) {
  const P = sum(positives);
  const N = sum(negatives);
  const first = kind === 'ROC' ? 1 : 0; // the origin
  const length = P === 0 || N === 0 ? 0 : keys.length + first;
  const points = {
    x: new Float64Array(length),
    y: new Float64Array(length),
    keys: new Float64Array(length),
  };
  if (length === 0) return points;
  points.keys[0] = -1;
  let truePositives = 0;
  let falsePositives = 0;
  for (let at = first, i = keys.length - 1; i >= 0; i--, at++) {
    truePositives += positives[i];
    falsePositives += negatives[i];
    points.keys[at] = keys[i];
    points.x[at] = kind === 'ROC' ? falsePositives / N : truePositives / P;
    points.y[at] =
      kind === 'ROC' ? truePositives / P : truePositives / (truePositives + falsePositives);
  }
  return points;
}
