import { random as seeded } from '#src/core/random';
import type { NetworkGrid, Size } from '#src/core/types';
import { maskWindow, type PaintedMask } from './window';

export interface MaskPaintCase {
  name: string;
  masks: PaintedMask[];
  target: Size;
}

const GRID: NetworkGrid = { width: 61, height: 37, paddedWidth: 64, paddedHeight: 64 };

/** A mask whose logit at the centre of a cell, in frame pixels, is given. */
export function painted(
  score: number,
  stride: number,
  grid: NetworkGrid,
  logit: (x: number, y: number) => number,
): PaintedMask[] {
  const [width, height] = [grid.paddedWidth / stride, grid.paddedHeight / stride];
  const logits = Float32Array.from({ length: width * height }, (_, i) =>
    logit(((i % width) + 0.5) * stride, (Math.floor(i / width) + 0.5) * stride),
  );
  const mask = maskWindow(logits, { width, height }, stride, grid);
  return mask ? [{ mask, score }] : [];
}

/** Positive inside the box, as the distance to its nearest edge. */
export const box =
  (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
    Math.min(x - left, right - x, y - top, bottom - y);

const next = seeded(3);
const noise = () => next() * 20 - 10;

export const MASK_PAINT_CASES: MaskPaintCase[] = [
  { name: 'no mask', masks: [], target: { width: 7, height: 5 } },
  { name: 'one pixel', masks: painted(0.5, 4, GRID, () => 1), target: { width: 1, height: 1 } },
  {
    name: 'a box, enlarged to prime sides',
    masks: painted(0.75, 2, GRID, box(10.3, 5.7, 40.9, 30.2)),
    target: { width: 211, height: 127 },
  },
  {
    name: 'a box over the edge and into the padding',
    masks: painted(0.25, 4, GRID, box(50, 20, 64, 64)),
    target: { width: 61, height: 37 },
  },
  {
    name: 'overlapping masks, the surer one first',
    masks: [
      ...painted(0.9, 2, GRID, box(5, 5, 30, 30)),
      ...painted(0.3, 2, GRID, box(20, 10, 50, 35)),
    ],
    target: { width: 122, height: 74 },
  },
  {
    name: 'overlapping masks, the surer one last',
    masks: [
      ...painted(0.3, 2, GRID, box(20, 10, 50, 35)),
      ...painted(0.9, 2, GRID, box(5, 5, 30, 30)),
    ],
    target: { width: 122, height: 74 },
  },
  {
    name: 'noise',
    masks: [...painted(0.6, 4, GRID, noise), ...painted(0.5, 4, GRID, noise)],
    target: { width: 103, height: 61 },
  },
  { name: 'reduced', masks: painted(1, 2, GRID, noise), target: { width: 9, height: 8 } },
];
