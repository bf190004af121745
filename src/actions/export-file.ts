import { currentEngine } from '#src/actions/engine';
import { notify } from '#src/actions/notify';
import { stemOf } from '#src/actions/open-files';
import { serialiseError } from '#src/core/errors';
import { activePane, shownPicture } from '#src/store/selectors';
import { getState, patchSession } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';
import type { ExportKind } from '#src/workers/protocol';

const URL_LIFETIME_MS = 10_000;

/** File systems refuse more than this; text direction marks could disguise the extension. */
function safeName(name: string): string {
  return name.replace(/[\p{Cc}\p{Bidi_Control}<>:"/\\|?*]/gu, '_').slice(-120);
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = safeName(fileName);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), URL_LIFETIME_MS);
}

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
      name: stemOf(picture.name),
      pane,
      minArea: state.view.minArea,
    };
    const { blob, fileName } = await currentEngine().request('exportFile', request);
    saveBlob(blob, fileName);
  } catch (error) {
    notify({ kind: 'error', text: `The export failed: ${serialiseError(error).message}` });
  } finally {
    patchSession({ activity: null });
  }
}
