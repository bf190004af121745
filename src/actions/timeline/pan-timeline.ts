import { shownDrive } from '#src/store/drives/shown-drive';
import { movedWindow, windowOf } from '#src/store/drives/timeline-window';
import { getState, patchDrive } from '#src/store/store';

/** Shows a later part of the drive, an earlier one for negative shares of what is shown. */
export function panTimeline(share: number): void {
  const drive = shownDrive(getState());
  if (drive?.window) patchDrive(drive.id, { window: movedWindow(windowOf(drive), drive, share) });
}
