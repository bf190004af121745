/**
 * Masks as a promptable segmenter's decoder gives them: logits on a coarse grid of the padded
 * frame, > 0 inside the object.
 */
import type { Box, NetworkGrid, Size } from '#src/core/types';
import { type AxisTaps, logitTaps } from '#src/gpu/ops/scores/sampling';

/** The cells of a mask around what is above 0: columns `x .. x+width-1`, rows `y .. y+height-1`. */
export interface MaskWindow extends Box {
  /** Logits `[height, width]` of the window. */
  data: Float32Array<ArrayBuffer>;
  /** Frame pixels per cell. */
  stride: number;
  grid: NetworkGrid;
}

/** A mask and what its pixels get. */
export interface PaintedMask {
  mask: MaskWindow;
  score: number;
}

/**
 * What of `logits [height, width]` can matter: the cells of the picture above 0 and one more on
 * each side, since sampling is bilinear. Null for an empty mask. Cells that only the padding
 * touches are left out.
 */
export function maskWindow(
  logits: Float32Array,
  { width }: Size,
  stride: number,
  grid: NetworkGrid,
): MaskWindow | null {
  const [columns, rows] = [Math.ceil(grid.width / stride), Math.ceil(grid.height / stride)];
  let [left, top, right, bottom] = [columns, rows, -1, -1];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!((logits[y * width + x] as number) > 0)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return null;
  [left, top] = [Math.max(0, left - 1), Math.max(0, top - 1)];
  const size = {
    width: Math.min(columns - 1, right + 1) - left + 1,
    height: Math.min(rows - 1, bottom + 1) - top + 1,
  };
  const data = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const from = (top + y) * width + left;
    data.set(logits.subarray(from, from + size.width), y * size.width);
  }
  return { x: left, y: top, ...size, data, stride, grid };
}

/** Bilinear taps of every column and row of a picture, half-pixel centres, the padding cropped. */
export function maskTaps(
  { grid, stride }: Pick<MaskWindow, 'grid' | 'stride'>,
  target: Size,
): { columns: AxisTaps; rows: AxisTaps } {
  return logitTaps(target, grid, stride);
}

/** The pixels of the picture whose taps all lie in the window: no other can be above 0. */
export function maskRegion(
  mask: MaskWindow,
  { columns, rows }: { columns: AxisTaps; rows: AxisTaps },
): Box {
  const [x, y] = [inside(columns, mask.x, mask.width), inside(rows, mask.y, mask.height)];
  return { x: x.from, y: y.from, width: x.to - x.from, height: y.to - y.from };
}

function inside(
  { lower, upper }: AxisTaps,
  first: number,
  count: number,
): { from: number; to: number } {
  let from = 0;
  while (from < lower.length && (lower[from] as number) < first) from++;
  let to = lower.length;
  while (to > from && (upper[to - 1] as number) >= first + count) to--;
  return { from, to };
}
