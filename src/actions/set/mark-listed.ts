import { setOrder } from '#src/store/set/set-order';
import { getState, patchSet } from '#src/store/store';

/** Marks all pictures that the filter leaves. */
export function markListed(): void {
  patchSet({ marked: setOrder(getState()) });
}
