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
