/** A score of any origin beside its picture becomes a method of its own, or several. */
import { setPaneMethod } from '#src/actions/view/set-pane-method';
import { stemOf } from '#src/core/file-stem';
import { scoreMethodName } from '#src/core/score-files/method-name';
import { serialiseError } from '#src/protocol/errors';
import type { FileAtPath } from '#src/session/files/read-files';
import { addImportedScore, importedMethodId } from '#src/session/imported-scores';
import { notify } from '#src/session/notices';
import type { ScoreFile } from '#src/store/files';
import { getState } from '#src/store/store';

export async function importScore(pictureId: string, { path, file }: FileAtPath): Promise<void> {
  const picture = getState().pictures.byId[pictureId];
  if (!picture) return;
  const methodId = importedMethodId(scoreMethodName(path, stemOf(picture.name)));
  const stored: ScoreFile = { methodId, blob: file, name: file.name };
  try {
    const { methods, notes } = await addImportedScore(pictureId, stored);
    const [first] = methods;
    if (first && getState().view.shownId === pictureId)
      setPaneMethod(getState().view.activePane, first.id);
    const titles = methods.map(({ title }) => title).join(', ');
    const what = methods.length > 1 ? `${methods.length} methods` : 'a method';
    notify({ kind: 'info', text: `${file.name} is now ${what} of this picture: ${titles}.` });
    if (notes.length > 0) notify({ kind: 'warning', text: notes.join(' ') });
  } catch (error) {
    notify({ kind: 'error', text: `${file.name}: ${serialiseError(error).message}` });
  }
}
