import type { CurvePoint } from '#src/core/metrics/curves';

/**
 * The last point whose pixels a threshold still flags all: within a four-hundredth of the curve of
 * the exact one. Null when it flags nothing that the curve knows of. `points` go from the highest
 * threshold down.
 */
export function pointNear(points: readonly CurvePoint[], threshold: number): CurvePoint | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (((points[middle] as CurvePoint).threshold ?? Number.POSITIVE_INFINITY) >= threshold)
      low = middle + 1;
    else high = middle;
  }
  return points[low - 1] ?? null;
}
