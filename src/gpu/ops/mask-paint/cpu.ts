import type { Box, Size } from '#src/core/types';
import type { AxisTaps } from '#src/gpu/ops/scores/sampling';
import { type MaskWindow, maskRegion, maskTaps, type PaintedMask } from './window';

/** A mask on the picture grid: `bits [height, width]` of its region are 1 inside the object. */
export interface MaskBits extends Box {
  bits: Uint8Array<ArrayBuffer>;
}

type Taps = { columns: AxisTaps; rows: AxisTaps };

/** The logit at the centre of picture pixel (x, y), bilinear; its taps must lie in the window. */
export function maskLogit(mask: MaskWindow, { columns, rows }: Taps, x: number, y: number): number {
  const { data, width } = mask;
  const above = ((rows.lower[y] as number) - mask.y) * width - mask.x;
  const below = ((rows.upper[y] as number) - mask.y) * width - mask.x;
  const lower = columns.lower[x] as number;
  const upper = columns.upper[x] as number;
  const down = rows.fraction[y] as number;
  const upperLeft = data[above + lower] as number;
  const upperRight = data[above + upper] as number;
  const left = upperLeft + ((data[below + lower] as number) - upperLeft) * down;
  const right = upperRight + ((data[below + upper] as number) - upperRight) * down;
  return left + (right - left) * (columns.fraction[x] as number);
}

/** Which pixels of the picture a mask covers: logit > 0. */
export function maskBitsCpu(mask: MaskWindow, target: Size): MaskBits {
  const taps = maskTaps(mask, target);
  const region = maskRegion(mask, taps);
  const bits = new Uint8Array(region.width * region.height);
  for (let y = 0, i = 0; y < region.height; y++)
    for (let x = 0; x < region.width; x++, i++)
      bits[i] = maskLogit(mask, taps, region.x + x, region.y + y) > 0 ? 1 : 0;
  return { ...region, bits };
}

/**
 * Masks painted on a canvas of zeros `[target.height, target.width]`: every pixel has the highest
 * score of the masks that cover it.
 */
export function paintMasksCpu(
  masks: readonly PaintedMask[],
  target: Size,
): Float32Array<ArrayBuffer> {
  const canvas = new Float32Array(target.width * target.height);
  for (const { mask, score } of masks) {
    const taps = maskTaps(mask, target);
    const region = maskRegion(mask, taps);
    for (let y = region.y; y < region.y + region.height; y++) {
      for (let x = region.x; x < region.x + region.width; x++) {
        const pixel = y * target.width + x;
        if (maskLogit(mask, taps, x, y) > 0)
          canvas[pixel] = Math.max(canvas[pixel] as number, score);
      }
    }
  }
  return canvas;
}
