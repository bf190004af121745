import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { readFolderAs } from '#src/session/benchmark/folder-labels';
import { readAs, settleAllLabels } from '#src/session/labels/labels';
import { rememberReading } from '#src/store/labels/label-memory';
import { getState, patchQuestions } from '#src/store/store';

/** Reads all labels of the question as said, now and whenever these labels are opened again. */
export function answerReading(reading: LabelReading): void {
  const { reading: question } = getState().questions;
  if (!question) return;
  patchQuestions({ reading: null });
  rememberReading(question.memoryKey, reading);
  if (!question.pictureIds) readFolderAs(reading);
  for (const pictureId of question.pictureIds ?? []) readAs(pictureId, reading);
  settleAllLabels();
}
