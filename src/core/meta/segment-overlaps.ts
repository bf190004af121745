import { BACKGROUND } from '../types';
import type { SegmentOverlaps } from './detection-errors';
import type { LabelledSegments } from './segment-pixels';

/**
 * @param truth component of each pixel `[height, width]`, any ids, `BACKGROUND` outside; the result
 * numbers them by their first pixel.
 */
export function segmentOverlaps(
  { ids, count }: LabelledSegments,
  truth: Uint32Array,
): SegmentOverlaps {
  const overlaps = Array.from({ length: count }, () => new Set<number>());
  const numberOf = new Map<number, number>();
  for (let pixel = 0; pixel < ids.length; pixel++) {
    if (truth[pixel] === BACKGROUND) continue;
    const component = numberOf.get(truth[pixel]) ?? numberOf.size;
    numberOf.set(truth[pixel], component);
    if (ids[pixel] !== 0) overlaps[ids[pixel] - 1].add(component);
  }
  return { overlaps: overlaps.map((components) => [...components]), trueComponents: numberOf.size };
}
