import { voidWithoutScore } from '#src/core/metrics/image-histogram';
import { isBuiltIn } from '#src/workers/networks/run-plan';

/**
 * Pixels to which a score from a file gives no number are void in all that is measured of it; the
 * same ground truth where there are none, and for every method of the page.
 */
export function voidFor<T extends { data: Uint8Array }>(
  truth: T,
  scores: Float32Array,
  methodId: string,
): T {
  if (isBuiltIn(methodId)) return truth;
  const data = voidWithoutScore(truth.data, scores);
  return data === truth.data ? truth : { ...truth, data };
}
