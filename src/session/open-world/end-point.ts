import type { PointedBy } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

/**
 * Takes the mark of `by` away, and no other one: a panel that grows moves the plot from under a
 * pointer at rest, and an answer of the probe can be late, while somebody steps with the keys.
 */
export function endPoint(by: PointedBy): void {
  if (getState().openWorld.pointed?.by === by) patchOpenWorld({ pointed: null });
}
