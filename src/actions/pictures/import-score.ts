/** A score of any origin (`.npy` or 16-bit PNG) beside its picture becomes a method of its own. */
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { serialiseError } from '#src/protocol/errors';
import { addImportedScore } from '#src/session/imported-scores';
import { notify } from '#src/session/notices';
import type { ScoreFile } from '#src/store/files';
import { getState } from '#src/store/store';

let imports = 0;

export async function importScore(pictureId: string, file: File): Promise<void> {
  const stored: ScoreFile = { methodId: `imported-${++imports}`, blob: file, name: file.name };
  try {
    await addImportedScore(pictureId, stored);
    if (getState().view.shownId === pictureId)
      setPaneMethod(getState().view.activePane, stored.methodId);
    notify({ kind: 'info', text: `${file.name} is now a method of its own for this picture.` });
  } catch (error) {
    notify({ kind: 'error', text: `${file.name}: ${serialiseError(error).message}` });
  }
}
