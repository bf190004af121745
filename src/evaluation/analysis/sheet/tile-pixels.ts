/** What is drawn on a small picture, as arithmetic on its pixels. */
import type { Size } from '#src/core/types';

/** The page tints masks with it too: a magenta that no road scene is full of. */
const TINT = [255, 46, 147] as const;
/** Share of the tint inside a region; its outline is the tint alone. */
const OPACITY = 0.45;

/** The largest size of these proportions with a long side of at most `longSide` pixels. */
export function tileSize({ width, height }: Size, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/**
 * 1 for each pixel `[tile.height, tile.width]` that covers a member among `values [height, width]`:
 * a region of a few pixels stays to be seen, and nothing that must be covered slips through.
 */
export function shrunk(
  values: Uint8Array,
  { width, height }: Size,
  tile: Size,
  isMember: (value: number) => boolean,
): Uint8Array {
  const covers = new Uint8Array(tile.width * tile.height);
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * tile.height) / height) * tile.width;
    for (let x = 0; x < width; x++, i++)
      if (isMember(values[i] as number)) covers[row + Math.floor((x * tile.width) / width)] = 1;
  }
  return covers;
}

/** Tints and outlines what a mask `[height, width]` covers. @param rgba changed in place. */
export function paintMask(
  rgba: Uint8ClampedArray,
  { width, height }: Size,
  mask: Uint8Array,
): void {
  const isInside = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] === 1;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (mask[i] !== 1) continue;
      const isEdge =
        !isInside(x - 1, y) || !isInside(x + 1, y) || !isInside(x, y - 1) || !isInside(x, y + 1);
      const share = isEdge ? 1 : OPACITY;
      for (const [channel, tint] of TINT.entries()) {
        const own = rgba[4 * i + channel] as number;
        rgba[4 * i + channel] = own + share * (tint - own);
      }
    }
}
