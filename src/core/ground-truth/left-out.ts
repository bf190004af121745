/**
 * What the stage leaves out of a picture: a region of interest as its pixels that do not count,
 * whether a mask said so or a person drew it.
 */
import { outsideOf, type RegionOfInterest } from '#src/core/ground-truth/region-of-interest';
import { type CocoRle, decodeRle, encodeRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';

export interface LeftOut {
  /** Tells what is left out from what was before, or of another camera. */
  serial: number;
  /** The object is what does not count; lies as the picture is shown, and has its aspect. */
  mask: CocoRle;
}

/** Two with the same key leave out the same; empty for nothing. */
export function leftOutKey(leftOut: LeftOut | null | undefined): string {
  return leftOut ? String(leftOut.serial) : '';
}

export function sizeOfMask({ size: [height, width] }: CocoRle): Size {
  return { width, height };
}

/** The pixels of a region of interest that do not count, on the grid of its mask. */
export function leftOutBy({ inside, width, height }: RegionOfInterest): CocoRle {
  const size = { width, height };
  return encodeRle(
    inside.map((value) => Number(value === 0)),
    size,
  );
}

/**
 * For each pixel of a grid 1 where it is left out, by the pixel of the mask at its centre.
 * @throws AnomalensError `label-size` when the aspects differ.
 */
export function leftOutOn(mask: CocoRle, grid: Size): Uint8Array {
  const inside = decodeRle(mask).map((value) => 1 - value);
  return outsideOf({ inside, ...sizeOfMask(mask) }, grid);
}
