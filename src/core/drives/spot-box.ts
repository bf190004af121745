import type { Spot } from '#src/core/drives/track-regions';
import type { Box } from '#src/core/types';

/**
 * Where the object of a track is at a time, on the grid of its regions: between two spots the box
 * lies between theirs, as far as the time does; before the first and after the last it is theirs.
 * @param spots ascending in time, at least one. @param timestamp seconds.
 */
export function spotBox(spots: readonly Spot[], timestamp: number): Box {
  const next = spots.find((spot) => spot.timestamp >= timestamp) ?? (spots.at(-1) as Spot);
  const last = spots.findLast((spot) => spot.timestamp <= timestamp) ?? next;
  const span = next.timestamp - last.timestamp;
  const share = span > 0 ? (timestamp - last.timestamp) / span : 0;
  const [a, b] = [last.region.box, next.region.box];
  const between = (side: keyof Box) => a[side] + share * (b[side] - a[side]);
  return {
    x: between('x'),
    y: between('y'),
    width: between('width'),
    height: between('height'),
  };
}
