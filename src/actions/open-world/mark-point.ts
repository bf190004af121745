import type { OpenWorldSlice } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld } from '#src/store/store';

/** Marks a pixel in the plot of the metric space and on the picture; null marks none. */
export function markPoint(place: OpenWorldSlice['pointed']): void {
  patchOpenWorld({ pointed: place });
}
