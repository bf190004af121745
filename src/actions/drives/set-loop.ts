import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Whether the shown drive begins anew at its end. */
export function setLoop(loop: boolean): void {
  const drive = shownDrive(getState());
  if (drive) patchDrive(drive.id, { loop });
}
