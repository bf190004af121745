import { maskOfColumns, type Span } from '#src/core/annotation/column-spans';
import type { Point } from '#src/core/prompts/box-geometry';
import type { CocoRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';

/**
 * The pixels whose centres lie in a polygon by the even-odd rule. Of a centre on an edge those
 * belong to it that have the inside to their right or below, so that polygons side by side share no
 * pixel.
 * @param corners in picture pixels, also outside the picture; the last is joined to the first.
 */
export function polygonMask(corners: readonly Point[], size: Size): CocoRle {
  return maskOfColumns(size, (x) => {
    const crossings = crossingsAt(corners, x + 0.5).sort((a, b) => a - b);
    const spans: Span[] = [];
    for (let crossing = 0; crossing + 1 < crossings.length; crossing += 2)
      spans.push({
        from: Math.ceil((crossings[crossing] as number) - 0.5),
        to: Math.ceil((crossings[crossing + 1] as number) - 0.5),
      });
    return spans;
  });
}

/**
 * Where the edges cross a vertical line; an even number, since each edge is without its right end.
 */
export function crossingsAt(corners: readonly Point[], x: number): number[] {
  return corners.flatMap((a, index) => {
    const b = corners[(index + 1) % corners.length] as Point;
    if (a.x <= x === b.x <= x) return [];
    return [a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y)];
  });
}
