import type { DrivesSlice } from '#src/store/drives/drives-slice';
import { patchDrives } from '#src/store/store';

/** How the numbers of a drive are smoothed over time before tracks are made of them. */
export function setSmoothing(smoothing: DrivesSlice['smoothing']): void {
  patchDrives({ smoothing });
}
