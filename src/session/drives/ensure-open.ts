/** Opens a drive in the worker the first time that a frame of it is wanted. */
import { AnomalensError } from '#src/core/errors';
import type { DriveInfo } from '#src/protocol/drives';
import { sequenceIdentity, videoIdentity } from '#src/session/drives/identity';
import { holdDrive } from '#src/session/held-pictures';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { driveSources, sequenceFiles } from '#src/store/files';
import { getState, patchDrive } from '#src/store/store';

const openings = new Map<string, Promise<void>>();

/**
 * Resolves once its frames are known. A failure is forgotten: the next time it is tried again.
 * @throws AnomalensError `drive-unsupported`, `drive-unreadable`, `cancelled` for one that was closed.
 */
export function ensureOpen(driveId: string): Promise<void> {
  const drive = getState().drives.byId[driveId];
  if (!drive) return Promise.reject(new AnomalensError('cancelled', 'This drive was closed.'));
  if (drive.facts && drive.identity) return Promise.resolve();
  const opening = openings.get(driveId) ?? open(drive).finally(() => void openings.delete(driveId));
  openings.set(driveId, opening);
  return opening;
}

async function open(drive: OpenDrive): Promise<void> {
  const files = sequenceFiles.get(drive.id);
  if (files) return patchDrive(drive.id, { identity: await sequenceIdentity(files) });
  // A live one is handed over as often as it is made.
  const source = drive.kind === 'video' ? driveSources.get(drive.id)?.() : null;
  const [info, identity] = await Promise.all([
    holdDrive(drive.id),
    source?.kind === 'video' ? videoIdentity(source.blob, source.name) : drive.id,
  ]);
  patchDrive(drive.id, { identity, facts: factsOf(info) });
}

function factsOf(info: DriveInfo): NonNullable<OpenDrive['facts']> {
  const { width, height, format, timestamps, keyFrames, notices } = info;
  return {
    format: `${format}, ${width} × ${height}`,
    timestamps,
    keyFrames,
    notices,
    size: { width, height },
  };
}
