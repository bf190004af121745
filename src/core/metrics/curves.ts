/**
 * Precision-recall and ROC curves of a histogram, thinned for drawing. Exact at every point they
 * keep.
 */
import { valueOfKey } from './ordered-float';
import { type SparseHistogram, sum } from './sparse-histogram';

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

/** In place of a key, at the ROC's origin. */
const NOTHING_FLAGGED = -1;

/**
 * From the highest threshold down, at most `limit` points, ends included; empty unless there are
 * positives and negatives.
 */
export function curveOf(kind: CurveKind, histogram: SparseHistogram, limit = 400): CurvePoint[] {
  const all = pointsOf(kind, histogram);
  const length = all.x.length;
  if (length === 0) return [];
  const step = (i: number) =>
    Math.abs((all.x[i] as number) - (all.x[i - 1] as number)) +
    Math.abs((all.y[i] as number) - (all.y[i - 1] as number));
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
    x: all.x[i] as number,
    y: all.y[i] as number,
    threshold: all.keys[i] === NOTHING_FLAGGED ? null : valueOfKey(all.keys[i] as number),
  }));
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
  points.keys[0] = NOTHING_FLAGGED; // overwritten where the curve has no origin
  let truePositives = 0;
  let falsePositives = 0;
  for (let point = first, i = keys.length - 1; i >= 0; i--, point++) {
    truePositives += positives[i] as number;
    falsePositives += negatives[i] as number;
    points.keys[point] = keys[i] as number;
    points.x[point] = kind === 'ROC' ? falsePositives / N : truePositives / P;
    points.y[point] =
      kind === 'ROC' ? truePositives / P : truePositives / (truePositives + falsePositives);
  }
  return points;
}
