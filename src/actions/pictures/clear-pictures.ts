import { removePictures } from '#src/actions/pictures/remove-pictures';
import { getState } from '#src/store/store';

export function clearPictures(): void {
  removePictures(getState().pictures.order);
}
