/** Tracks of a drive: its regions with one id for each object. */
import type { FrameRecord } from '#src/core/drives/frame-record';
import { type MapRegion, regionsOf } from '#src/core/drives/map-regions';
import { RegionTracker } from '#src/core/drives/region-tracker';
import { trackColour } from '#src/core/drives/track-colour';
import { LEAST_OBJECT } from '#src/core/set/small-map';
import type { Size } from '#src/core/types';

/** An object in one frame. */
export interface Spot {
  /** The number of the frame within the drive. */
  index: number;
  /** Seconds. */
  timestamp: number;
  /** All that is seen of the object there. */
  region: MapRegion;
}

export interface Track {
  /** From 1, in the order in which objects appear. */
  id: number;
  /** `#rrggbb`. */
  colour: string;
  /** Indexes of the frames of the first and the last spot. */
  from: number;
  to: number;
  /** Ascending in time, at least one; frames that lack the object have none. */
  spots: Spot[];
  /** Analysed frames from the first spot to the last. */
  frames: number;
  /** Seen in a single frame. */
  flicker: boolean;
}

export interface RegionFrame {
  index: number;
  timestamp: number;
  regions: readonly MapRegion[];
}

/** @param frames in ascending order, all regions on the same grid. */
export function trackRegions(frames: readonly RegionFrame[], grid: Size): Track[] {
  const tracker = new RegionTracker(grid);
  const tracks = new Map<number, { spots: Spot[]; first: number; last: number }>();
  for (const [place, { index, timestamp, regions }] of frames.entries())
    for (const [id, region] of tracker.next(timestamp, regions)) {
      const track = tracks.get(id) ?? { spots: [], first: place, last: place };
      tracks.set(id, track);
      track.spots.push({ index, timestamp, region });
      track.last = place;
    }
  return [...tracks].map(([id, { spots, first, last }]) => ({
    id,
    colour: trackColour(id),
    from: (spots[0] as Spot).index,
    to: (spots.at(-1) as Spot).index,
    spots,
    frames: last - first + 1,
    flicker: spots.length === 1,
  }));
}

/**
 * Tracks of what has `score >= threshold` of a method, in the analysed frames that have it.
 * @param records ascending in time; those without the method are left out.
 */
export function tracksAt(
  records: readonly FrameRecord[],
  methodId: string,
  threshold: number,
): Track[] {
  const frames: RegionFrame[] = [];
  let grid: Size | null = null;
  for (const { index, timestamp, methods } of records) {
    const own = methods[methodId];
    if (!own) continue;
    grid ??= own.map;
    frames.push({ index, timestamp, regions: regionsOf(own.map, threshold, LEAST_OBJECT) });
  }
  return grid ? trackRegions(frames, grid) : [];
}
