/**
 * A curve of fractions as an SVG path in a box of `width x height`; the axes run from 0 to 1, the
 * origin is at the bottom left.
 */
export function curvePath(
  points: readonly { x: number; y: number }[],
  width: number,
  height = width,
): string {
  return points
    .map(
      ({ x, y }, index) =>
        `${index === 0 ? 'M' : 'L'}${(x * width).toFixed(1)} ${((1 - y) * height).toFixed(1)}`,
    )
    .join('');
}
