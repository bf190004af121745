/** Forgets a drive: nothing of it stays with the page or the worker but the numbers that are kept. */
import { forgetFrames } from '#src/session/drives/frames';
import { stopLive } from '#src/session/drives/live-sources';
import { forgetThumbnails } from '#src/session/drives/thumbnails';
import { dropDrive } from '#src/session/held-pictures';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { driveRecords } from '#src/store/drives/drive-records';
import { driveSummaries } from '#src/store/drives/drive-summary';
import { driveSources, frameLabels, sequenceFiles } from '#src/store/files';
import { getState, patchDrives } from '#src/store/store';

export function closeDrive(driveId: string): void {
  const { [driveId]: drive, ...byId } = getState().drives.byId;
  if (!drive) return;
  patchDrives({ byId });
  stopLive(driveId);
  forgetFrames(driveId, null);
  forgetThumbnails(driveId);
  driveRecords.delete(driveId);
  driveSummaries.delete(driveId);
  sequenceFiles.delete(driveId);
  for (const id of [...frameLabels.keys()]) if (driveIdOf(id) === driveId) frameLabels.delete(id);
  driveSources.delete(driveId);
  dropDrive(driveId);
}
