import { removePictures } from '#src/actions/pictures/remove-pictures';
import { clearMarks } from '#src/actions/set/clear-marks';
import { markedPictures } from '#src/store/set/marked';
import { getState } from '#src/store/store';

/** Removes the marked pictures that are listed; a notice takes it back. */
export function removeMarked(): void {
  removePictures(markedPictures(getState()));
  clearMarks();
}
