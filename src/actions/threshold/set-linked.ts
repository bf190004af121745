import { getState, patchView } from '#src/store/store';
import { sharesNow } from '#src/store/view/linked-thresholds';

/** Nothing moves at this moment; from now on one slider moves all, or only its own again. */
export function setLinked(linked: boolean): void {
  patchView({ linked, linkedAt: linked ? sharesNow(getState()) : null });
}
