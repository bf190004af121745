import { polygonMask } from '#src/core/annotation/polygon-mask';
import { changeShot } from '#src/session/open-world/change-shot';
import { dropStroke, forgetStroke } from '#src/session/open-world/stroke';
import { activeAnnotationTool } from '#src/store/open-world/open-world';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

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
