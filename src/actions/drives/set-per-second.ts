import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** How many frames of a second of the shown drive are analysed and played. */
export function setPerSecond(perSecond: number): void {
  const drive = shownDrive(getState());
  if (drive && perSecond > 0) patchDrive(drive.id, { perSecond });
}
