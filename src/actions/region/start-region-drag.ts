import { finishRegionPolygon } from '#src/actions/region/finish-region-polygon';
import { closesPolygon } from '#src/core/annotation/place-corner';
import { polygonMask } from '#src/core/annotation/polygon-mask';
import type { Point } from '#src/core/prompts/box-geometry';
import type { ToolDrag } from '#src/core/tool-drag';
import { leaveOutToo } from '#src/session/region/change-region';
import {
  beginRegionDrag,
  dropRegionStroke,
  showRegionStroke,
} from '#src/session/region/region-stroke';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

/**
 * Begins to draw what is left out; null where there is no picture or no tool. @param reach how far
 * beside a corner it is still meant, in picture pixels.
 */
export function startRegionDrag(from: Point, reach: number): ToolDrag | null {
  const { tool } = getState().region;
  if (!tool || !shownPicture(getState())?.info) return null;
  return tool === 'rectangle' ? drawRectangle(from, reach) : placeCorner(from, reach);
}

const nothing = () => undefined;

function drawRectangle(from: Point, reach: number): ToolDrag {
  let end: Point | null = null;
  const move = (to: Point) => {
    if (!end && Math.hypot(to.x - from.x, to.y - from.y) <= reach / 3) return;
    end = to;
    showRegionStroke([from, to]);
  };
  const finish = () => {
    const picture = shownPicture(getState());
    dropRegionStroke();
    if (!end || !picture?.info) return;
    const corners = [from, { x: end.x, y: from.y }, end, { x: from.x, y: end.y }];
    leaveOutToo(polygonMask(corners, picture.info));
  };
  return beginRegionDrag({ move, end: finish, cancel: () => showRegionStroke([]) });
}

/** A corner follows the pointer until that goes up, as of a polygon that annotates. */
function placeCorner(from: Point, reach: number): ToolDrag {
  const before = getState().region.stroke;
  if (closesPolygon(before, from, reach))
    return beginRegionDrag({ move: nothing, end: finishRegionPolygon, cancel: nothing });
  const place = (to: Point) => showRegionStroke([...before, to]);
  place(from);
  return beginRegionDrag({ move: place, end: nothing, cancel: () => showRegionStroke(before) });
}
