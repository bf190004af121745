import { serialiseError } from '#src/protocol/errors';
import type { ExportKind } from '#src/protocol/exports';
import { currentExport } from '#src/session/current-export';
import { ask } from '#src/session/held-pictures';
import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { givesNames } from '#src/store/names/shown-names';
import { activePane, shownPicture } from '#src/store/selectors';
import { getState, patchSession } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

/** Saves one file about the shown picture with the active pane's method, threshold and layer. */
export async function exportFile(kind: ExportKind): Promise<void> {
  const state = getState();
  const picture = shownPicture(state);
  if (!picture) return;
  const controller = new AbortController();
  currentExport.controller = controller;
  patchSession({ activity: { label: 'Writing the file', cancellable: true } });
  try {
    const pane = paneViewOf(state, activePane(state));
    const request = {
      kind,
      pictureId: picture.id,
      fileName: picture.name,
      pane,
      minArea: state.view.minArea,
      ...(givesNames(state) && { named: true }),
    };
    const { blob, fileName } = await ask('exportFile', request, { signal: controller.signal });
    saveBlob(blob, fileName);
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code !== 'cancelled') notify({ kind: 'error', text: `The export failed: ${message}` });
  } finally {
    if (currentExport.controller === controller) currentExport.controller = null;
    patchSession({ activity: null });
  }
}
