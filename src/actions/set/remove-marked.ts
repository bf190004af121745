import { removePictures } from '#src/actions/pictures/remove-pictures';
import { markedPictures } from '#src/store/set/marked';
import { getState, patchSet } from '#src/store/store';

/**
 * Removes the marked pictures that are listed; a notice takes it back. What the filter hides stays
 * marked.
 */
export function removeMarked(): void {
  const gone = markedPictures(getState());
  patchSet({ marked: getState().set.marked.filter((id) => !gone.includes(id)) });
  removePictures(gone);
}
