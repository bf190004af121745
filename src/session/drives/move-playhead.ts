import { windowAround } from '#src/store/drives/timeline-window';
import { getState, patchDrive } from '#src/store/store';

/** The timeline follows where it shows a part of the drive alone. */
export function movePlayhead(driveId: string, playhead: number): void {
  const drive = getState().drives.byId[driveId];
  if (!drive) return;
  const seconds = drive.facts?.timestamps[playhead] ?? 0;
  const window = drive.window && windowAround(drive.window, drive, seconds);
  patchDrive(driveId, { playhead, window });
}
