import { leaveUnexplained } from '#src/session/labels/label-sets';
import { settleAllLabels } from '#src/session/labels/labels';
import { getState, patchQuestions } from '#src/store/store';

/** Closes the question without an answer: nothing is measured until it is answered. */
export function leaveReadingOpen(): void {
  const { reading: question } = getState().questions;
  patchQuestions({ reading: null });
  leaveUnexplained(question?.pictureIds ?? []);
  settleAllLabels();
}
