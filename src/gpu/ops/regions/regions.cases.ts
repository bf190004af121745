import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';

export interface MaskCase extends Size {
  name: string;
  mask: Uint8Array;
  /** Number of 8-connected regions, where it is known by construction. */
  count: number | null;
}

function mask(
  name: string,
  width: number,
  height: number,
  count: number | null,
  set: (x: number, y: number) => boolean,
): MaskCase {
  return {
    name,
    width,
    height,
    count,
    mask: Uint8Array.from({ length: width * height }, (_, i) =>
      set(i % width, Math.floor(i / width)) ? 1 : 0,
    ),
  };
}

const random = seeded(11);

export const MASK_CASES: MaskCase[] = [
  mask('one pixel', 1, 1, 1, () => true),
  mask('empty', 65, 17, 0, () => false),
  mask('full', 63, 64, 1, () => true),
  mask('checkerboard joins diagonally', 31, 29, 1, (x, y) => (x + y) % 2 === 0),
  mask('isolated dots', 32, 32, 256, (x, y) => x % 2 === 0 && y % 2 === 0),
  mask('nested frames', 61, 61, 16, (x, y) => Math.min(x, y, 60 - x, 60 - y) % 2 === 0),
  mask('serpentine', 67, 41, 1, (x, y) => y % 2 === 0 || x === (y % 4 === 1 ? 66 : 0)),
  mask('two arms meeting below', 9, 5, 1, (x, y) => y === 4 || x === 0 || x === 8),
  mask('left diagonal', 16, 16, 1, (x, y) => x + y === 15),
  mask('single row', 130, 1, 65, (x) => x % 2 === 0),
  mask('single column', 1, 130, 65, (_x, y) => y % 2 === 0),
  mask('random, near percolation', 127, 83, null, () => random() < 0.41),
  mask('random, dense', 200, 131, null, () => random() < 0.6),
];
