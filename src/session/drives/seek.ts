/** Moves the playhead: the frame under it is shown as soon as it is decoded, and the last one wins. */
import { LatestOnly } from '#src/core/scheduling/latest-only';
import { serialiseError } from '#src/protocol/errors';
import { leaveAnalysis } from '#src/session/analyze-picture';
import { placeFrame, prepareFrame } from '#src/session/drives/frames';
import { movePlayhead } from '#src/session/drives/move-playhead';
import { holdPicture } from '#src/session/held-pictures';
import { getState, patchPicture } from '#src/store/store';

const latest = new LatestOnly<{ driveId: string; index: number }>(
  ({ driveId, index }) => bring(driveId, index),
  (error) => reportError(error),
);

/** Decodes a frame and puts it in the place of the one that is shown; a broken one says why there. */
async function bring(driveId: string, index: number): Promise<void> {
  const drive = getState().drives.byId[driveId];
  if (!drive) return;
  const id = prepareFrame(drive, index);
  try {
    await holdPicture(id);
  } catch (error) {
    patchPicture(id, { state: 'failed', error: serialiseError(error) });
  }
  placeFrame(driveId, id);
}

/** @param index is brought into the drive. Frames of a live drive that went by are gone. */
export function seek(driveId: string, index: number): void {
  const drive = getState().drives.byId[driveId];
  const frames = drive?.facts?.timestamps.length ?? 0;
  if (!drive || frames === 0 || drive.kind === 'live') return;
  const playhead = Math.min(Math.max(Math.round(index), 0), frames - 1);
  if (playhead === drive.playhead) return;
  movePlayhead(driveId, playhead);
  leaveAnalysis(); // what was begun for the frame before is not waited for
  latest.offer({ driveId, index: playhead });
}
