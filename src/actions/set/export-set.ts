import type { CoverKind } from '#src/evaluation/analysis/types';
import { serialiseError } from '#src/protocol/errors';
import { currentExport } from '#src/session/current-export';
import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { exportedPictures } from '#src/store/set/marked';
import { getState, patchSession } from '#src/store/store';

/**
 * Saves what the active pane's method finds in the marked pictures, or in all: an archive of masks, tables
 * and report, or the report alone, in which `cover` is made unrecognisable.
 */
export async function exportSet(
  what: 'archive' | 'report',
  cover: readonly CoverKind[] = [],
): Promise<void> {
  const state = getState();
  const pictureIds = exportedPictures(state);
  const controller = new AbortController();
  currentExport.controller = controller;
  const total = pictureIds.length;
  const tell = (done: number) => {
    const label = `Analysing ${Math.min(done + 1, total)} of ${total} pictures`;
    patchSession({ activity: { label, cancellable: true, steps: { done, total } } });
  };
  tell(0);
  try {
    const { writeSet } = await import('#src/session/set/write-set');
    const wish = { pictureIds, archive: what === 'archive', cover };
    const { blob, fileName, failed } = await writeSet(state, wish, controller.signal, tell);
    saveBlob(blob, fileName);
    if (failed > 0)
      notify({
        kind: 'warning',
        text: `${failed} of ${total} pictures could not be analysed; the report says why.`,
      });
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code !== 'cancelled') notify({ kind: 'error', text: `The export failed: ${message}` });
  } finally {
    if (currentExport.controller === controller) currentExport.controller = null;
    patchSession({ activity: null, progress: null });
  }
}
