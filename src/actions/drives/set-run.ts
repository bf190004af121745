import type { OpenDrive } from '#src/store/drives/drives-slice';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Begins, pauses or ends the analysis of the shown drive; the frame under way is finished. */
export function setRun(run: OpenDrive['run']): void {
  const drive = shownDrive(getState());
  if (drive) patchDrive(drive.id, { run });
}
