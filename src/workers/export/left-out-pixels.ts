/** What lies outside the region of interest, in files that are not made of regions. */
import { leftOutOn } from '#src/core/ground-truth/left-out';
import type { Size } from '#src/core/types';
import type { PaneView } from '#src/protocol/view';
import type { ExportedPrompt } from '#src/workers/export/export-prompts';
import type { HeldPicture } from '#src/workers/state/held-picture';

/** What is left of the brightness outside. */
const DIMMED = 0.35;

/** 1 for each pixel `[height, width]` of the picture that is left out; null: all of it counts. */
export function outsideOf(
  { size }: Pick<HeldPicture, 'size'>,
  { leftOut }: Pick<PaneView, 'leftOut'>,
): Uint8Array | null {
  return leftOut ? leftOutOn(leftOut.mask, size) : null;
}

/** @param pixels RGBA, changed in place. */
export function dimOutside(pixels: Uint8ClampedArray, outside: Uint8Array | null): void {
  outside?.forEach((isOutside, pixel) => {
    if (!isOutside) return;
    for (let i = 4 * pixel; i < 4 * pixel + 3; i++) pixels[i] = (pixels[i] as number) * DIMMED;
  });
}

/** A prompt with what its mask has inside: area and box are of that, and none of it is no mask. */
export function maskInside(
  { prompt, region }: ExportedPrompt,
  outside: Uint8Array,
  { width: across }: Size,
): ExportedPrompt {
  if (!region) return { prompt, region };
  const { x, y, width } = region;
  let area = 0;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  const bits = region.bits.map((bit, index) => {
    const [column, row] = [x + (index % width), y + Math.floor(index / width)];
    if (!bit || outside[row * across + column]) return 0;
    area += 1;
    [left, top] = [Math.min(left, column), Math.min(top, row)];
    [right, bottom] = [Math.max(right, column), Math.max(bottom, row)];
    return 1;
  });
  if (area === 0) return { prompt: { ...prompt, area, maskBox: null }, region: null };
  const maskBox = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  return { prompt: { ...prompt, area, maskBox }, region: { ...region, bits } };
}
