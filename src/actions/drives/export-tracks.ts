import { serialiseError } from '#src/protocol/errors';
import { currentExport } from '#src/session/current-export';
import { type TrackFile, writeTracks } from '#src/session/drives/export/write-tracks';
import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { driveSummaries } from '#src/store/drives/drive-summary';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchSession } from '#src/store/store';

/** Saves one file about a track of the shown drive by the active method; null: about all tracks. */
export async function exportTracks(trackId: number | null, file: TrackFile): Promise<void> {
  const drive = shownDrive(getState());
  const [summary] = driveSummaries.get(drive?.id ?? '') ?? [];
  const tracks = summary?.tracks.filter(({ id }) => trackId === null || id === trackId) ?? [];
  if (!drive || !summary || tracks.length === 0) return;
  const controller = new AbortController();
  currentExport.controller = controller;
  patchSession({ activity: { label: 'Writing the file', cancellable: true } });
  try {
    const { blob, fileName } = await writeTracks(drive, summary, tracks, file, controller.signal);
    saveBlob(blob, fileName);
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code !== 'cancelled') notify({ kind: 'error', text: `The export failed: ${message}` });
  } finally {
    if (currentExport.controller === controller) currentExport.controller = null;
    patchSession({ activity: null });
  }
}
