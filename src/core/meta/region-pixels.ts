/**
 * Which pixels the features of regions need: the boundary of each region, and the pixels just
 * outside it.
 */
import type { Size } from '#src/core/types';

/** Regions of a picture. */
export interface LabelledRegions extends Size {
  /** Region of each pixel `[height, width]`: 1..count, 0 outside. */
  ids: Uint32Array;
  count: number;
}

/** Bits of a pixel. */
export const BOUNDARY = 1;
const OUTSIDE_NEIGHBOUR = 2;

/**
 * Calls `visit` for each neighbour, of at most 8 in the image, that belongs to another region or
 * none. Beyond the image there is nothing: its border alone makes no boundary.
 */
export function forOutsideNeighbours(
  { ids, width, height }: LabelledRegions,
  x: number,
  y: number,
  visit: (pixel: number) => void,
): void {
  const id = ids[y * width + x];
  const right = Math.min(width - 1, x + 1);
  const bottom = Math.min(height - 1, y + 1);
  for (let row = Math.max(0, y - 1); row <= bottom; row++) {
    for (let pixel = row * width + Math.max(0, x - 1); pixel <= row * width + right; pixel++)
      if (ids[pixel] !== id) visit(pixel);
  }
}

/**
 * `[height, width]` of the bits above: a region's pixel is `BOUNDARY` when an 8-neighbour lies
 * outside, that neighbour `OUTSIDE_NEIGHBOUR`.
 */
export function regionBoundaries(regions: LabelledRegions): Uint8Array {
  const { ids, width, height } = regions;
  const bits = new Uint8Array(ids.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let x = 0; x < width; x++, pixel++) {
      if (ids[pixel] === 0) continue;
      forOutsideNeighbours(regions, x, y, (outside) => {
        (bits[pixel] as number) |= BOUNDARY;
        (bits[outside] as number) |= OUTSIDE_NEIGHBOUR;
      });
    }
  }
  return bits;
}
