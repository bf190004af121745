import type { NetworkGrid, Size } from './types';

/**
 * The network grid of a picture: true aspect, long side `longSide`, padded to multiples of
 * `multipleOf`. Pictures smaller than that are enlarged, as the contracts fix the long side.
 */
export function networkGrid(picture: Size, longSide: number, multipleOf: number): NetworkGrid {
  const scale = longSide / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const pad = (side: number) => Math.ceil(side / multipleOf) * multipleOf;
  return { width, height, paddedWidth: pad(width), paddedHeight: pad(height) };
}

/** Long sides are multiples of it, as networks want them. */
const STEP = 32;

/**
 * Long side of a second look at a picture: `wanted`, by default twice that of the first, and at most
 * what the picture has; null where that is not larger than the first look.
 */
export function secondLongSide(
  picture: Size,
  first: number,
  wanted: number = 2 * first,
): number | null {
  const has = Math.floor(Math.max(picture.width, picture.height) / STEP) * STEP;
  const side = Math.min(wanted, has);
  return side > first ? side : null;
}

export function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/**
 * Whether two grids can show the same field of view: one scale brings both sides of the larger grid
 * to within `tolerance` pixels of the smaller one's. Rounding a side costs up to half a pixel; 1
 * also accepts grids whose maker cut the fraction off.
 */
export function aspectsAgree(a: Size, b: Size, tolerance = 0.5): boolean {
  const [small, large] = a.width * a.height <= b.width * b.height ? [a, b] : [b, a];
  const fits = (scale: number) =>
    Math.abs(large.width * scale - small.width) <= tolerance &&
    Math.abs(large.height * scale - small.height) <= tolerance;
  // Whoever reduced the grid fixed one side and rounded the other.
  return fits(small.width / large.width) || fits(small.height / large.height);
}
