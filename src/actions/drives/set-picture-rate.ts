import { retimeDrive } from '#src/session/drives/retime-drive';
import { shownDrive } from '#src/store/drives/shown-drive';
import { getState } from '#src/store/store';

/** How many pictures of the shown sequence make a second. */
export function setPictureRate(perSecond: number): void {
  const drive = shownDrive(getState());
  if (drive?.kind === 'sequence' && perSecond > 0) retimeDrive(drive.id, perSecond);
}
