import type { Size } from '#src/core/types';

export interface Margins {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Rows and columns at the sides in which nothing can be seen, in pixels of `rgba [height, width,
 * 4]`; null where there is none, and where nothing can be seen at all.
 */
export function transparentMargins(
  rgba: Uint8ClampedArray,
  { width, height }: Size,
): Margins | null {
  let [left, top, right, bottom] = [width, height, width, height];
  for (let y = 0, alpha = 3; y < height; y++) {
    for (let x = 0; x < width; x++, alpha += 4) {
      if (rgba[alpha] === 0) continue;
      left = Math.min(left, x);
      right = Math.min(right, width - 1 - x);
      top = Math.min(top, y);
      bottom = height - 1 - y;
    }
  }
  const isAny = left + top + right + bottom > 0 && left < width;
  return isAny ? { left, top, right, bottom } : null;
}
