import type { Size } from '#src/core/types';

export interface BorderTiles {
  /** A tile has 2^shift picture pixels a side. */
  shift: number;
  across: number;
  /** `[ceil(H / 2^shift), ceil(W / 2^shift)]`: 1 where a border may lie within `reach`, else 0. */
  near: Uint8Array;
}

const MIXED = 0xffffffff;

/**
 * Tiles of the picture that a region border may touch: those which, with their eight neighbours,
 * are not all one id. A drawing skips the border search everywhere else. The tiles are the smallest
 * that are wider than `reach` picture pixels, because the search of a pixel must end within the
 * neighbouring tile.
 */
export function borderTiles(ids: Uint32Array, { width, height }: Size, reach: number): BorderTiles {
  const shift = Math.max(2, Math.floor(Math.log2(reach)) + 1);
  const side = 1 << shift;
  const across = Math.ceil(width / side);
  const down = Math.ceil(height / side);
  const content = new Uint32Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    const bottom = Math.min(height, (ty + 1) * side);
    for (let tx = 0; tx < across; tx++) {
      content[ty * across + tx] = tileContent(
        ids,
        width,
        tx * side,
        ty * side,
        Math.min(width, (tx + 1) * side),
        bottom,
      );
    }
  }
  const near = new Uint8Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const own = content[ty * across + tx];
      // Outside the picture nothing is known: a region that touches the edge has its border
      // there. The last tile may be narrower than the reach, so that the one before it sees out.
      const seesOut =
        tx === 0 || ty === 0 || (tx + 1) * side + reach > width || (ty + 1) * side + reach > height;
      let quiet = own !== MIXED && (own === 0 || !seesOut);
      for (let ny = Math.max(0, ty - 1); quiet && ny <= Math.min(down - 1, ty + 1); ny++) {
        for (let nx = Math.max(0, tx - 1); nx <= Math.min(across - 1, tx + 1); nx++)
          if (content[ny * across + nx] !== own) quiet = false;
      }
      near[ty * across + tx] = quiet ? 0 : 1;
    }
  }
  return { shift, across, near };
}

/** The one id of all pixels of a tile, or `MIXED`. */
function tileContent(
  ids: Uint32Array,
  width: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  const first = ids[top * width + left] as number;
  for (let y = top; y < bottom; y++)
    for (let i = y * width + left, end = y * width + right; i < end; i++)
      if (ids[i] !== first) return MIXED;
  return first;
}
