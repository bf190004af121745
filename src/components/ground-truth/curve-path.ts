import type { CurvePoint } from '#src/core/metrics/curves';

/** A curve of fractions as an SVG path in a square of `side` pixels, the origin at the bottom left. */
export function curvePath(points: readonly Pick<CurvePoint, 'x' | 'y'>[], side: number): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${(x * side).toFixed(1)},${((1 - y) * side).toFixed(1)}`).join('');
}
