import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** The shown drive stands at the frame that is seen. */
export function stopDrive(): void {
  const drive = shownDrive(getState());
  if (drive) patchDrive(drive.id, { speed: 0 });
}
