/**
 * Regions of one score at several thresholds: those of a higher one lie within those of a lower
 * one.
 */
import type { LabelledRegions } from './region-pixels';

/**
 * Per region the one of `outer` that it lies in: 0..outer.count - 1. @param outer the regions at
 * a threshold that is not higher, same size.
 */
export function regionsAround(
  { ids, count }: LabelledRegions,
  outer: LabelledRegions,
): Uint32Array<ArrayBuffer> {
  const around = new Uint32Array(count);
  for (let pixel = 0; pixel < ids.length; pixel++)
    if (ids[pixel] !== 0) around[(ids[pixel] as number) - 1] = (outer.ids[pixel] as number) - 1;
  return around;
}
