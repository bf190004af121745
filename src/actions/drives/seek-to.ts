import { seek } from '#src/session/drives/seek';
import { frameAtTime } from '#src/store/drives/frame-steps';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Moves the playhead of the shown drive to the frame of a time, in seconds; it stands there. */
export function seekTo(seconds: number): void {
  const drive = shownDrive(getState());
  if (!drive?.facts) return;
  patchDrive(drive.id, { speed: 0 });
  seek(drive.id, frameAtTime(drive.facts.timestamps, seconds));
}
