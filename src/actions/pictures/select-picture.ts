import { analyzeSelected } from '#src/session/analyze-picture';
import { isHeld } from '#src/session/held/record';
import { showPicture } from '#src/session/show-picture';
import { getState, patchPictures, patchResults, patchView } from '#src/store/store';

/**
 * Shows a picture: at once when the worker still holds its scores, as it is decoded and analysed
 * otherwise; until then the stage shows none.
 */
export async function selectPicture(id: string): Promise<void> {
  const { pictures, view } = getState();
  if (!pictures.byId[id]) return;
  const known = pictures.byId[view.shownId ?? '']?.info;
  const next = pictures.byId[id].info;
  const sameSize = known && next && known.width === next.width && known.height === next.height;
  if (!sameSize && view.shownId !== null && view.shownId !== id) patchView({ zoom: 'fit' });
  patchPictures({ selectedId: id });
  patchResults({ probe: null });
  showPicture(id);
  if (!isHeld(id) || pictures.byId[id].state !== 'ready') await analyzeSelected();
}
