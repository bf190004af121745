/** The shape of what is left out while it is drawn. */
import type { Point } from '#src/core/prompts/box-geometry';
import { currentDrag } from '#src/core/tool-drag';
import { getState, patchRegion } from '#src/store/store';

const drag = currentDrag();

/** A drag that is over as soon as another begins or it is cancelled. */
export const beginRegionDrag = drag.begin;

export function showRegionStroke(stroke: readonly Point[]): void {
  patchRegion({ stroke });
}

/** Whether there was anything. */
export function dropRegionStroke(): boolean {
  const hadOne = getState().region.stroke.length > 0;
  drag.cancel();
  if (hadOne) patchRegion({ stroke: [] });
  return hadOne;
}
