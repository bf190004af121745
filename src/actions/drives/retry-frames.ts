import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

/** Frames of the shown drive that could not be analysed are tried once more. */
export function retryFrames(): void {
  const drive = shownDrive(getState());
  if (drive) patchDrive(drive.id, { failed: {}, run: 'on' });
}
