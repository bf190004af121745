import { finishPolygon } from '#src/actions/annotate/finish-polygon';
import { closesPolygon } from '#src/core/annotation/place-corner';
import { strokeMask } from '#src/core/annotation/stroke-mask';
import { boxBetween, type Point } from '#src/core/prompts/box-geometry';
import { manualPrompt } from '#src/core/prompts/edit-prompts';
import type { ToolDrag } from '#src/core/tool-drag';
import type { Size } from '#src/core/types';
import { askForObject } from '#src/session/open-world/ask-for-object';
import { changeShot } from '#src/session/open-world/change-shot';
import { shownRegionsOf } from '#src/session/open-world/shown-regions';
import { beginStroke, dropStroke, showStroke } from '#src/session/open-world/stroke';
import { activeAnnotationTool, openWorldPane } from '#src/store/open-world/open-world';
import { paneAt, shownPicture } from '#src/store/selectors';
import type { ListedPicture } from '#src/store/state';
import { getState } from '#src/store/store';

interface Start {
  from: Point;
  /** Takes away instead of adding. */
  removes: boolean;
  /** How far beside a thing it is still meant, in picture pixels. */
  reach: number;
  picture: ListedPicture;
  size: Size;
}

/** Begins what the active tool does at a place; null where it has nothing to do. */
export function startAnnotation(from: Point, shift: boolean, reach = 0): ToolDrag | null {
  const state = getState();
  const tool = activeAnnotationTool(state);
  const picture = shownPicture(state);
  if (!tool || !picture?.info || state.openWorld.learning) return null;
  const start = { from, removes: shift, reach, picture, size: picture.info };
  if (tool === 'region') return clickRegion(start);
  if (tool === 'polygon') return placeCorner(start);
  if (tool === 'box') return drawBox(start);
  return paint({ ...start, removes: (tool === 'eraser') !== shift });
}

const nothing = () => undefined;

function clickRegion({ from, removes, picture, size }: Start): ToolDrag {
  const x = Math.floor(from.x);
  const y = Math.floor(from.y);
  const isOutside = x < 0 || y < 0 || x >= size.width || y >= size.height;
  const end = () => {
    const state = getState();
    const regions = shownRegionsOf(state, paneAt(state, openWorldPane(state)));
    if (!isOutside) void askForObject(picture, { kind: 'region', x, y, ...regions }, removes);
  };
  return beginStroke({ move: nothing, end, cancel: nothing });
}

function drawBox({ from, removes, reach, picture, size }: Start): ToolDrag {
  let box: [Point, Point] | null = null;
  const move = (to: Point) => {
    if (!box && Math.hypot(to.x - from.x, to.y - from.y) <= reach / 3) return;
    box = [from, to];
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

function paint({ from, removes, picture, size }: Start): ToolDrag {
  const { brush } = getState().openWorld;
  let way: readonly Point[] = [from];
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
function placeCorner({ from, removes, reach }: Start): ToolDrag {
  const before = getState().openWorld.stroke;
  if (closesPolygon(before, from, reach))
    return beginStroke({ move: nothing, end: () => finishPolygon(removes), cancel: nothing });
  const place = (to: Point) => showStroke([...before, to]);
  place(from);
  return beginStroke({ move: place, end: nothing, cancel: () => showStroke(before) });
}
