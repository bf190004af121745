import { endPoint } from '#src/session/open-world/end-point';
import type { PointedBy } from '#src/store/open-world/open-world-slice';
import { patchOpenWorld } from '#src/store/store';

/**
 * Marks a pixel in the plot of the metric space and on the picture; null ends what `by` marked.
 */
export function markPoint(
  by: PointedBy,
  place: { u: number; v: number; x: number; y: number } | null,
): void {
  if (place) patchOpenWorld({ pointed: { ...place, by } });
  else endPoint(by);
}
