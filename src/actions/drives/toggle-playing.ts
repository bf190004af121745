import { playDrive } from '#src/actions/drives/play-drive';
import { stopDrive } from '#src/actions/drives/stop-drive';
import { seek } from '#src/session/drives/seek';
import { isPlaying, shownDrive } from '#src/store/drives/shown-drive';
import { getState } from '#src/store/store';

/** Plays or stops the shown drive; at its end it begins anew. */
export function togglePlaying(): void {
  const drive = shownDrive(getState());
  if (!drive) return;
  if (isPlaying(getState())) {
    stopDrive();
    return;
  }
  const isAtEnd = drive.playhead + 1 >= (drive.facts?.timestamps.length ?? 0);
  if (isAtEnd) seek(drive.id, 0);
  playDrive(1);
}
