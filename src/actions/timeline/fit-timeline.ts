import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Shows the whole drive. */
export function fitTimeline(): void {
  const drive = shownDrive(getState());
  if (drive) patchDrive(drive.id, { window: null });
}
