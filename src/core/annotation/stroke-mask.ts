import { maskOfColumns, type Span } from '#src/core/annotation/column-spans';
import { crossingsAt } from '#src/core/annotation/polygon-mask';
import type { Point } from '#src/core/prompts/box-geometry';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';

/** Where a vertical line meets the disc of a radius around a point. */
function acrossDisc(centre: Point, radius: number, x: number): number[] {
  const square = radius ** 2 - (x - centre.x) ** 2;
  return square < 0 ? [] : [centre.y - Math.sqrt(square), centre.y + Math.sqrt(square)];
}

/** The four corners of the bar of width 2 `radius` from `a` to `b`. */
function barAround(a: Point, b: Point, radius: number): Point[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const right = { x: (-(b.y - a.y) / length) * radius, y: ((b.x - a.x) / length) * radius };
  return [
    { x: a.x + right.x, y: a.y + right.y },
    { x: b.x + right.x, y: b.y + right.y },
    { x: b.x - right.x, y: b.y - right.y },
    { x: a.x - right.x, y: a.y - right.y },
  ];
}

/**
 * The pixels that a round brush paints on its way: those whose centres are at most half the
 * diameter away from it.
 * @param way one point for a dot; in picture pixels, also outside the picture.
 * @param diameter in picture pixels.
 */
export function strokeMask(way: readonly Point[], diameter: number, size: Size): CocoRle {
  const radius = diameter / 2;
  const steps = way.slice(0, Math.max(way.length - 1, 1)).map((a, index) => {
    const b = way[index + 1] ?? a;
    const bar = a.x === b.x && a.y === b.y ? [] : barAround(a, b, radius);
    return { a, b, bar, left: Math.min(a.x, b.x) - radius, right: Math.max(a.x, b.x) + radius };
  });
  return maskOfColumns(size, (x) => {
    const centre = x + 0.5;
    const spans: Span[] = [];
    for (const { a, b, bar, left, right } of steps) {
      if (centre < left || centre > right) continue;
      // Bar and discs together are convex: one span.
      const ends = [
        ...acrossDisc(a, radius, centre),
        ...acrossDisc(b, radius, centre),
        ...crossingsAt(bar, centre),
      ];
      if (ends.length > 0)
        spans.push({
          from: Math.ceil(Math.min(...ends) - 0.5),
          to: Math.floor(Math.max(...ends) - 0.5) + 1,
        });
    }
    return spans;
  });
}
