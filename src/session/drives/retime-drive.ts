import { sequenceFacts } from '#src/session/drives/add-drive';
import { driveRecords } from '#src/store/drives/drive-records';
import { sequenceFiles } from '#src/store/files';
import { getState, patchDrive } from '#src/store/store';

/** Gives the pictures of a sequence their times by another rate; what is known of them moves along. */
export function retimeDrive(driveId: string, perSecond: number): void {
  const files = sequenceFiles.get(driveId);
  const drive = getState().drives.byId[driveId];
  if (!files || !drive) return;
  const facts = sequenceFacts(files, perSecond);
  const records = driveRecords.get(driveId);
  for (const [index, record] of records ?? [])
    records?.set(index, { ...record, timestamp: facts.timestamps[index] ?? 0 });
  const revision = drive.revision + 1;
  patchDrive(driveId, { facts, revision, pictureRate: perSecond, window: null });
}
