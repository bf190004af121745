/** How pointers reach the tools of a pane: for prompts, for annotations, for what is left out. */
import { hoverAnnotation } from '#src/actions/annotate/hover-annotation';
import { scaleBrush } from '#src/actions/annotate/scale-brush';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { startPromptDrag } from '#src/actions/prompts/start-prompt-drag';
import { startRegionDrag } from '#src/actions/region/start-region-drag';
import type { Point } from '#src/core/prompts/box-geometry';
import type { ToolDrag } from '#src/core/tool-drag';
import { activeAnnotationTool } from '#src/store/open-world/open-world';
import { activeTool } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** CSS pixels; a finger hides what it points at. */
const REACH = { mouse: 9, touch: 22 };

function isAnnotating(box: Element): boolean {
  return activeAnnotationTool(getState()) !== null && box.querySelector('.annotation') !== null;
}

function isLeavingOut(box: Element): boolean {
  return box.querySelector('.region-drawing') !== null;
}

/** Whether a drag on this pane belongs to a tool. */
export function isEditing(box: Element): boolean {
  return (
    isLeavingOut(box) ||
    isAnnotating(box) ||
    (activeTool(getState()) !== null && box.querySelector('.prompts') !== null)
  );
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
function reachOf({ pointerType }: PointerEvent): number {
  return (
    (REACH[pointerType === 'mouse' ? 'mouse' : 'touch'] * getState().view.pixelRatio) /
    transform().scale
  );
}

/**
 * Begins what the tool of a pane does, at device pixels within it; null where it has nothing to do.
 */
export function startTool(box: Element, event: PointerEvent, place: Point): ToolDrag | null {
  if (isLeavingOut(box)) return startRegionDrag(pictureAt(place), reachOf(event));
  if (isAnnotating(box)) return startAnnotation(pictureAt(place), event.shiftKey, reachOf(event));
  return startPromptDrag(pictureAt(place), reachOf(event), event.shiftKey);
}

/** Shows where a tool would begin; a finger hides that. */
export function hoverTool(box: Element, event: PointerEvent, place: Point): void {
  if (isLeavingOut(box) || isAnnotating(box))
    hoverAnnotation(event.pointerType === 'touch' ? null : place);
}

/** Shift and the wheel change the width of a brush. @returns whether there is one. */
export function wheelBrush(box: Element, event: WheelEvent): boolean {
  const tool = activeAnnotationTool(getState());
  if (!event.shiftKey || (tool !== 'brush' && tool !== 'eraser') || !isAnnotating(box))
    return false;
  // Some browsers turn the wheel sideways with Shift.
  scaleBrush(-Math.sign(event.deltaY || event.deltaX));
  return true;
}
