import type { Point } from '#src/core/prompts/box-geometry';
import { getState, patchOpenWorld } from '#src/store/store';

/** @param pointer in device pixels within the pane; null while it is elsewhere. */
export function hoverAnnotation(pointer: Point | null): void {
  if (pointer !== getState().openWorld.pointer) patchOpenWorld({ pointer });
}
