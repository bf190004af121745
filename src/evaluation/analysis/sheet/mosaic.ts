/** What must not be recognised becomes squares of one colour each: nothing of it can be restored. */
import type { Size } from '#src/core/types';

/** Squares along the long side of a picture. */
const SQUARES = 24;
/** The map of a network is coarse at the edges: so many pixels around what it covers go too. */
const MARGIN = 2;

/**
 * @param rgba `[height, width, 4]`, changed in place.
 * @param cover `[height, width]` 1 for what is covered.
 */
export function mosaic(rgba: Uint8ClampedArray, size: Size, cover: Uint8Array): void {
  const { width, height } = size;
  const side = Math.max(2, Math.ceil(Math.max(width, height) / SQUARES));
  const covered = widened(cover, size);
  for (let top = 0; top < height; top += side)
    for (let left = 0; left < width; left += side) {
      const square: number[] = [];
      for (let y = top; y < Math.min(top + side, height); y++)
        for (let x = left; x < Math.min(left + side, width); x++) square.push(y * width + x);
      if (square.some((pixel) => covered[pixel] === 1)) flatten(rgba, square, covered);
    }
}

function flatten(rgba: Uint8ClampedArray, square: readonly number[], covered: Uint8Array): void {
  for (let channel = 0; channel < 3; channel++) {
    const sum = square.reduce((total, pixel) => total + (rgba[4 * pixel + channel] as number), 0);
    const mean = Math.round(sum / square.length);
    for (const pixel of square) if (covered[pixel] === 1) rgba[4 * pixel + channel] = mean;
  }
}

function widened(cover: Uint8Array, { width, height }: Size): Uint8Array {
  const wide = new Uint8Array(cover.length);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (cover[i] !== 1) continue;
      for (let row = Math.max(0, y - MARGIN); row <= Math.min(height - 1, y + MARGIN); row++)
        wide.fill(
          1,
          row * width + Math.max(0, x - MARGIN),
          row * width + Math.min(width - 1, x + MARGIN) + 1,
        );
    }
  return wide;
}
