/**
 * What the annotation tools do on the picture, in picture pixels. Masks are added to the shown
 * picture's shot, or taken away with Shift.
 */

import { polygonMask } from '#src/core/annotation/polygon-mask';
import { strokeMask } from '#src/core/annotation/stroke-mask';
import { boxBetween, type Point } from '#src/core/prompts/box-geometry';
import { manualPrompt } from '#src/core/prompts/edit-prompts';
import type { Size } from '#src/core/types';
import { askForObject } from '#src/session/open-world/ask-for-object';
import { changeShot } from '#src/session/open-world/change-shot';
import { beginStroke, dropStroke, forgetStroke, showStroke } from '#src/session/open-world/stroke';
import type { ToolDrag } from '#src/session/tool-drag';
import { activeAnnotationTool, openWorldPane } from '#src/store/open-world/open-world';
import { activePane, paneAt, shownPicture } from '#src/store/selectors';
import type { ListedPicture, PaneSettings, State } from '#src/store/state';
import { getState, patchOpenWorld } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

interface Start {
  at: Point;
  /** Takes away instead of adding. */
  removes: boolean;
  /** How far beside a thing it is still meant, in picture pixels. */
  reach: number;
  picture: ListedPicture;
  size: Size;
}

/** Begins what the active tool does at a place; null where it has nothing to do. */
export function startAnnotation(at: Point, shift: boolean, reach = 0): ToolDrag | null {
  const state = getState();
  const tool = activeAnnotationTool(state);
  const picture = shownPicture(state);
  if (!tool || !picture?.info || state.openWorld.learning) return null;
  const start = { at, removes: shift, reach, picture, size: picture.info };
  if (tool === 'region') return clickRegion(start);
  if (tool === 'polygon') return placeCorner(start);
  if (tool === 'box') return drawBox(start);
  return paint({ ...start, removes: (tool === 'eraser') !== shift });
}

const nothing = () => undefined;

/** How a pane tells its regions. */
function regionsOf(state: State, pane: PaneSettings) {
  const { settings, threshold, removal } = paneViewOf(state, pane);
  return { settings, threshold, removal, minArea: state.view.minArea };
}

function clickRegion({ at, removes, picture, size }: Start): ToolDrag {
  const x = Math.floor(at.x);
  const y = Math.floor(at.y);
  const isOutside = x < 0 || y < 0 || x >= size.width || y >= size.height;
  const end = () => {
    const state = getState();
    const regions = regionsOf(state, paneAt(state, openWorldPane(state)));
    if (!isOutside) void askForObject(picture, { kind: 'region', x, y, ...regions }, removes);
  };
  return beginStroke({ move: nothing, end, cancel: nothing });
}

/** The region that is highlighted in the table, for the keyboard. */
export function annotateHighlighted(removes: boolean): void {
  const state = getState();
  const picture = shownPicture(state);
  const id = state.view.highlightedRegion;
  if (!picture?.info || id === null || state.openWorld.learning) return;
  const regions = regionsOf(state, activePane(state));
  void askForObject(picture, { kind: 'listed-region', id, ...regions }, removes);
}

function drawBox({ at, removes, reach, picture, size }: Start): ToolDrag {
  let box: [Point, Point] | null = null;
  const move = (to: Point) => {
    if (!box && Math.hypot(to.x - at.x, to.y - at.y) <= reach / 3) return;
    box = [at, to];
    showStroke(box);
  };
  const end = async () => {
    if (!box) return;
    const drawn = box;
    const prompt = manualPrompt('annotation', boxBetween(...drawn, size));
    await askForObject(picture, { kind: 'prompt', prompt }, removes);
    // The box stays until its object is there, unless something else is drawn by then.
    if (getState().openWorld.stroke === drawn) dropStroke();
  };
  return beginStroke({ move, end, cancel: dropStroke });
}

/** Points closer together than this share of the brush make no difference. */
const LEAST_STEP = 1 / 8;

function paint({ at, removes, picture, size }: Start): ToolDrag {
  const { brush } = getState().openWorld;
  let way: readonly Point[] = [at];
  showStroke(way);
  const move = (to: Point) => {
    const last = way[way.length - 1] as Point;
    if (Math.hypot(to.x - last.x, to.y - last.y) < Math.max(brush * LEAST_STEP, 0.5)) return;
    way = [...way, to];
    showStroke(way);
  };
  const end = () => {
    dropStroke();
    changeShot(picture, strokeMask(way, brush, size), removes);
  };
  return beginStroke({ move, end, cancel: dropStroke });
}

/**
 * A corner follows the pointer until that goes up. On the first corner, or again on the last, it
 * closes the polygon instead.
 */
function placeCorner({ at, removes, reach }: Start): ToolDrag {
  const before = getState().openWorld.stroke;
  const isNear = (corner: Point | undefined) =>
    corner !== undefined && Math.hypot(corner.x - at.x, corner.y - at.y) <= reach;
  const isOnFirst = before.length >= 3 && isNear(before[0]);
  if (isOnFirst || isNear(before.at(-1)))
    return beginStroke({ move: nothing, end: () => finishPolygon(removes), cancel: nothing });
  const place = (to: Point) => showStroke([...before, to]);
  place(at);
  return beginStroke({ move: place, end: nothing, cancel: () => showStroke(before) });
}

/** Closes the polygon and annotates its inside; one of fewer than three corners goes on. */
export function finishPolygon(removes = false): void {
  const state = getState();
  const { stroke } = state.openWorld;
  const picture = shownPicture(state);
  if (activeAnnotationTool(state) !== 'polygon' || stroke.length < 3 || !picture?.info) return;
  forgetStroke();
  dropStroke();
  changeShot(picture, polygonMask(stroke, picture.info), removes);
}

export function removeLastCorner(): void {
  const { stroke, tool } = getState().openWorld;
  if (tool === 'polygon') showStroke(stroke.slice(0, -1));
}

/** @param pointer in device pixels within the pane; null while it is elsewhere. */
export function hoverAnnotation(pointer: Point | null): void {
  if (pointer !== getState().openWorld.pointer) patchOpenWorld({ pointer });
}
