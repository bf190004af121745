import { seek } from '#src/session/drives/seek';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Moves the playhead of the shown drive by frames; it stands there. */
export function stepFrame(frames: number): void {
  const drive = shownDrive(getState());
  if (!drive) return;
  patchDrive(drive.id, { speed: 0 });
  seek(drive.id, drive.playhead + frames);
}
