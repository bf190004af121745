import type { Size } from '#src/core/types';

export const TILE = 16;

/**
 * Tiles of 16x16 picture pixels that a component border may touch: those which, with their eight neighbours, are not all
 * one id. A drawing skips the border search everywhere else. `[ceil(H/16), ceil(W/16)]`, 1 or 0.
 */
export function borderTiles(ids: Uint32Array, { width, height }: Size): Uint8Array {
  const across = Math.ceil(width / TILE);
  const down = Math.ceil(height / TILE);
  const MIXED = 0xffffffff;
  const content = new Uint32Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const first = ids[ty * TILE * width + tx * TILE];
      let uniform = true;
      for (let y = ty * TILE; uniform && y < Math.min(height, (ty + 1) * TILE); y++) {
        for (let x = tx * TILE; x < Math.min(width, (tx + 1) * TILE); x++) {
          if (ids[y * width + x] !== first) {
            uniform = false;
            break;
          }
        }
      }
      content[ty * across + tx] = uniform ? first : MIXED;
    }
  }
  const result = new Uint8Array(across * down);
  for (let ty = 0; ty < down; ty++) {
    for (let tx = 0; tx < across; tx++) {
      const own = content[ty * across + tx];
      // Outside the picture nothing is known: a component that touches the edge has its border there.
      let quiet = own !== MIXED && (own === 0 || (tx > 0 && ty > 0 && tx < across - 1 && ty < down - 1));
      for (let ny = Math.max(0, ty - 1); quiet && ny <= Math.min(down - 1, ty + 1); ny++) {
        for (let nx = Math.max(0, tx - 1); nx <= Math.min(across - 1, tx + 1); nx++) if (content[ny * across + nx] !== own) quiet = false;
      }
      result[ty * across + tx] = quiet ? 0 : 1;
    }
  }
  return result;
}
