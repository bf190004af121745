/** What a person says in the dialog about labels. */
import { addLabel } from '#src/actions/add-label';
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import { askNextEncoding } from '#src/session/label-questions';
import { readAs } from '#src/session/labels';
import { type NewLabel, questionFiles } from '#src/store/files';
import { getState, patchQuestions } from '#src/store/store';

let questions = 0;

/** Asks which of the pictures each label belongs to. */
export function askPairs(asked: readonly { label: NewLabel; pictureIds: string[] }[]): void {
  const pairs = asked.map(({ label, pictureIds }) => {
    const id = `question-${++questions}`;
    questionFiles.set(id, label);
    return { id, fileName: label.name, pictureIds };
  });
  if (pairs.length > 0) patchQuestions({ pairs: [...getState().questions.pairs, ...pairs] });
}

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

/** Also for a dialog that was closed: what it suggested counts, and is not asked again. */
export function answerEncoding(encoding: LabelEncoding): void {
  const { encoding: question } = getState().questions;
  patchQuestions({ encoding: null });
  for (const pictureId of question?.pictureIds ?? []) readAs(pictureId, encoding);
  askNextEncoding();
}
