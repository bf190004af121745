import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

export function zoomedGrids() {
  const state = getState();
  const picture = shownPicture(state)?.info;
  const { canvas, zoom } = state.view;
  return picture && canvas.width > 0 ? { picture, canvas, zoom } : null;
}
