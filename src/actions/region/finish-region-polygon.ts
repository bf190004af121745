import { polygonMask } from '#src/core/annotation/polygon-mask';
import { leaveOutToo } from '#src/session/region/change-region';
import { dropRegionStroke } from '#src/session/region/region-stroke';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** Closes the polygon and leaves its inside out; one of fewer than three corners goes on. */
export function finishRegionPolygon(): void {
  const { tool, stroke } = getState().region;
  const picture = shownPicture(getState());
  if (tool !== 'polygon' || stroke.length < 3 || !picture?.info) return;
  dropRegionStroke();
  leaveOutToo(polygonMask(stroke, picture.info));
}
