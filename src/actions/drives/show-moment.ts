import { seek } from '#src/session/drives/seek';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Goes to a frame of a track of the shown drive, and marks the track. */
export function showMoment(track: number, index: number): void {
  const drive = shownDrive(getState());
  if (!drive) return;
  patchDrive(drive.id, { selectedTrack: track, speed: 0 });
  seek(drive.id, index);
}
