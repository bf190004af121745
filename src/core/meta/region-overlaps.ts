import { BACKGROUND } from '../types';
import type { RegionOverlaps } from './detection-errors';
import type { LabelledRegions } from './region-pixels';

/**
 * @param truth region of each pixel `[height, width]`, any ids, `BACKGROUND` outside; the result
 * numbers them by their first pixel.
 */
export function regionOverlaps(
  { ids, count }: LabelledRegions,
  truth: Uint32Array,
): RegionOverlaps {
  const overlaps = Array.from({ length: count }, () => new Set<number>());
  const numberOf = new Map<number, number>();
  for (let pixel = 0; pixel < ids.length; pixel++) {
    if (truth[pixel] === BACKGROUND) continue;
    const label = truth[pixel] as number;
    const region = numberOf.get(label) ?? numberOf.size;
    numberOf.set(label, region);
    const id = ids[pixel] as number;
    if (id !== 0) (overlaps[id - 1] as Set<number>).add(region);
  }
  return { overlaps: overlaps.map((regions) => [...regions]), trueRegions: numberOf.size };
}
