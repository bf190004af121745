import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { askNextEncoding } from '#src/session/labels/label-questions';
import { readAs } from '#src/session/labels/labels';
import { getState, patchQuestions } from '#src/store/store';

/** Also for a dialog that was closed: what it suggested counts, and is not asked again. */
export function answerEncoding(encoding: LabelEncoding): void {
  const { encoding: question } = getState().questions;
  patchQuestions({ encoding: null });
  for (const pictureId of question?.pictureIds ?? []) readAs(pictureId, encoding);
  askNextEncoding();
}
