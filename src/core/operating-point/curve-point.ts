import type { CurvePoint } from '#src/core/metrics/curves';
import type { PixelWish, Reached } from './wish';

/** A point of a precision-recall curve that flags something; rates 0..1. */
export interface ThinnedPoint {
  threshold: number;
  recall: number;
  precision: number;
}

/**
 * What a thinned curve knows of a wish, chosen as `isBetter` does over all scores: each of its points
 * is exact, and the one chosen lies within a four-hundredth of the curve of the best.
 * @param curve precision over recall, from the highest threshold down.
 */
export function pointOnCurve(
  curve: readonly CurvePoint[],
  { by, value }: PixelWish,
): Reached<ThinnedPoint> {
  const points = curve.flatMap(({ x, y, threshold }) =>
    threshold === null ? [] : [{ threshold, recall: x, precision: y }],
  );
  const enough = points.filter((point) => point[by] >= value);
  // Recall only grows along the curve: what it costs least stands first, what it finds most last.
  const chosen = by === 'recall' ? enough[0] : mostRecall(enough);
  if (chosen) return { reached: true, point: chosen };
  const highest = points.reduce((most, point) => Math.max(most, point[by]), 0);
  return { reached: false, point: points.findLast((point) => point[by] === highest) ?? null };
}

/** The first of those with as much recall as the last: it has the fewest false positives. */
function mostRecall(points: readonly ThinnedPoint[]): ThinnedPoint | undefined {
  return points.find(({ recall }) => recall === points.at(-1)?.recall);
}
