import type { Point } from '#src/core/prompts/box-geometry';

/**
 * Whether a click closes a polygon instead of adding a corner: on its first corner, or again on the
 * last. @param reach how far beside a corner it is still meant.
 */
export function closesPolygon(corners: readonly Point[], click: Point, reach: number): boolean {
  const isNear = (corner: Point | undefined) =>
    corner !== undefined && Math.hypot(corner.x - click.x, corner.y - click.y) <= reach;
  return (corners.length >= 3 && isNear(corners[0])) || isNear(corners.at(-1));
}
