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
    const label = truth[pixel] as number;
    const component = numberOf.get(label) ?? numberOf.size;
    numberOf.set(label, component);
    const id = ids[pixel] as number;
    if (id !== 0) (overlaps[id - 1] as Set<number>).add(component);
  }
  return { overlaps: overlaps.map((components) => [...components]), trueComponents: numberOf.size };
}
