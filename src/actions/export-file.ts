import { serialiseError } from '#src/protocol/errors';
import type { ExportKind } from '#src/protocol/exports';
import { ask } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { activePane, shownPicture } from '#src/store/selectors';
import { getState, patchSession } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

/** Saves one file about the shown picture with the active pane's method, threshold and layer. */
export async function exportFile(kind: ExportKind): Promise<void> {
  const state = getState();
  const picture = shownPicture(state);
  if (!picture) return;
  patchSession({ activity: { label: 'Writing the file', cancellable: false } });
  try {
    const pane = paneViewOf(state, activePane(state));
    const request = {
      kind,
      pictureId: picture.id,
      fileName: picture.name,
      pane,
      minArea: state.view.minArea,
    };
    const { blob, fileName } = await ask('exportFile', request);
    saveBlob(blob, fileName);
  } catch (error) {
    notify({ kind: 'error', text: `The export failed: ${serialiseError(error).message}` });
  } finally {
    patchSession({ activity: null });
  }
}
