import { shownDrive } from '#src/store/drives/shown-drive';
import { windowOf, zoomedWindow } from '#src/store/drives/timeline-window';
import { getState, patchDrive } from '#src/store/store';

/** Shows more of the drive for factors below 1, less above; `seconds` stays where it is. */
export function zoomTimeline(factor: number, seconds: number): void {
  const drive = shownDrive(getState());
  if (drive)
    patchDrive(drive.id, { window: zoomedWindow(windowOf(drive), drive, factor, seconds) });
}
