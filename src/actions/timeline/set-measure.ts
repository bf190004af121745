import type { TimelineMeasure } from '#src/store/drives/drives-slice';
import { patchDrives } from '#src/store/store';

/** What the timeline draws over time. */
export function setMeasure(measure: TimelineMeasure): void {
  patchDrives({ measure });
}
