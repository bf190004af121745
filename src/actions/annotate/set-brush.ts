import { BRUSH } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld } from '#src/store/store';

/** @param pixels diameter in picture pixels. */
export function setBrush(pixels: number): void {
  patchOpenWorld({ brush: Math.min(Math.max(Math.round(pixels), BRUSH.min), BRUSH.max) });
}
