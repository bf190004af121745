import { removePictures } from '#src/actions/pictures/remove-pictures';
import { keepHandles } from '#src/session/visit/handles';
import { getState } from '#src/store/store';

export function clearPictures(): void {
  keepHandles([]);
  removePictures(getState().pictures.order);
}
