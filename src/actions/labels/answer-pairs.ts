import { addLabel } from '#src/actions/labels/add-label';
import { questionFiles } from '#src/store/files';
import { getState, patchQuestions } from '#src/store/store';

/** @param pictureOf the chosen picture by question; labels without one are not used. */
export function answerPairs(pictureOf: Readonly<Record<string, string | null>>): void {
  const { pairs } = getState().questions;
  patchQuestions({ pairs: [] });
  for (const { id } of pairs) {
    const label = questionFiles.get(id);
    const pictureId = pictureOf[id];
    questionFiles.delete(id);
    if (label && pictureId && getState().pictures.byId[pictureId]) addLabel(pictureId, label);
  }
}
