/** How pointers reach the prompts of a pane. */
import type { Point } from '#src/core/prompts/box-geometry';
import { activeTool } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** CSS pixels; a finger hides what it points at. */
const REACH = { mouse: 9, touch: 22 };

/** Whether a drag on this pane belongs to a tool. */
export function isEditing(box: Element): boolean {
  return activeTool(getState()) !== null && box.querySelector('.prompts') !== null;
}

function transform() {
  const state = getState();
  const { zoom, canvas } = state.view;
  return transformOf(zoom, shownPicture(state)?.info ?? canvas, canvas);
}

/** Picture pixels of a place in device pixels within the pane. */
export function pictureAt({ x, y }: Point): Point {
  const { scale, offsetX, offsetY } = transform();
  return { x: (x - offsetX) / scale, y: (y - offsetY) / scale };
}

/** How far beside a thing a pointer still means it, in picture pixels. */
export function reachOf({ pointerType }: PointerEvent): number {
  return (REACH[pointerType === 'mouse' ? 'mouse' : 'touch'] * getState().view.pixelRatio) / transform().scale;
}
