import type { Point } from '#src/core/prompts/box-geometry';
import { currentDrag } from '#src/core/tool-drag';
import { stopAsking } from '#src/session/open-world/ask-for-object';
import { getState, patchOpenWorld } from '#src/store/store';

const drag = currentDrag();

/** A drag that is over as soon as another begins or it is cancelled. */
export const beginStroke = drag.begin;

/** Ends the drag without what its end would do. */
export const forgetStroke = drag.forget;

export function showStroke(stroke: readonly Point[]): void {
  patchOpenWorld({ stroke, error: null });
}

export function dropStroke(): void {
  patchOpenWorld({ stroke: [] });
}

/** Drops what is being drawn or looked for. Whether there was anything. */
export function cancelStroke(): boolean {
  const { stroke, asking } = getState().openWorld;
  drag.cancel();
  if (stroke.length > 0) dropStroke();
  stopAsking();
  return stroke.length > 0 || asking > 0;
}
