/** What follows from the numbers of a drive at the present thresholds: rows of the timeline, tracks, moments. */
import type { FrameRecord } from '#src/core/drives/frame-record';
import { type MapRegion, regionsOf } from '#src/core/drives/map-regions';
import { type Moment, momentsOf, rangeOf } from '#src/core/drives/moments';
import { smooth } from '#src/core/drives/smoothing';
import { type Timeline, timelineOf } from '#src/core/drives/timeline';
import { type Track, trackRegions } from '#src/core/drives/track-regions';
import { LEAST_OBJECT, type SmallMap } from '#src/core/set/small-map';
import type { Size } from '#src/core/types';
import type { DrivesSlice } from '#src/store/drives/drives-slice';

/** What one method says of a drive. */
export interface MethodSummary {
  methodId: string;
  /** The raw threshold that tracks and moments are of. */
  threshold: number;
  /** The cells that regions consist of. */
  grid: Size;
  timeline: Timeline;
  /** Flicker included. */
  tracks: readonly Track[];
  /** Best first. */
  moments: readonly Moment[];
  /** Tracks of a single frame. */
  flicker: number;
}

/** By drive, the active method first; beside the store, which `drives.summarised` says of that there is another. */
export const driveSummaries = new Map<string, readonly MethodSummary[]>();

/** A frame is cut into regions once for each threshold, however often others come. */
const cut = new WeakMap<SmallMap, { threshold: number; regions: MapRegion[] }>();

function regionsIn(map: SmallMap, threshold: number): MapRegion[] {
  const known = cut.get(map);
  if (known?.threshold === threshold) return known.regions;
  const regions = regionsOf(map, threshold, LEAST_OBJECT);
  cut.set(map, { threshold, regions });
  return regions;
}

function tracksIn(records: readonly FrameRecord[], methodId: string, threshold: number): Track[] {
  const frames = records.flatMap(({ index, timestamp, methods }) => {
    const map = methods[methodId]?.map;
    return map ? [{ index, timestamp, regions: regionsIn(map, threshold) }] : [];
  });
  const grid = records[0]?.methods[methodId]?.map;
  return grid ? trackRegions(frames, grid) : [];
}

/**
 * @param given records, ascending, all with the method. @param smoothing along the tracks that there are
 * without it.
 */
export function summarise(
  given: readonly FrameRecord[],
  methodId: string,
  threshold: number,
  smoothing: DrivesSlice['smoothing'],
): MethodSummary {
  const raw = smoothing === 'along-track' ? tracksIn(given, methodId, threshold) : [];
  const records = smoothing === 'off' ? given : smooth(given, methodId, smoothing, raw);
  const tracks = tracksIn(records, methodId, threshold);
  const grid = records[0]?.methods[methodId]?.map;
  return {
    methodId,
    threshold,
    grid: grid ? { width: grid.width, height: grid.height } : { width: 1, height: 1 },
    timeline: timelineOf(records, methodId, threshold, tracks),
    tracks,
    moments: grid ? momentsOf(tracks, rangeOf(records, methodId), grid) : [],
    flicker: tracks.filter(({ flicker }) => flicker).length,
  };
}

/**
 * The track that has what a chosen one had, where that was largest: ids follow from what is analysed, and
 * shift while that goes on. Null where it is gone.
 */
export function trackAgain(
  before: readonly Track[],
  after: readonly Track[],
  id: number | null,
): number | null {
  const chosen = before.find((track) => track.id === id);
  if (!chosen) return null;
  const largest = chosen.spots.reduce((a, b) => (b.region.area > a.region.area ? b : a));
  const { x, y } = largest.region.centroid;
  const isThere = ({ spots }: Track) =>
    spots.some(
      ({ index, region: { box } }) =>
        index === largest.index &&
        x >= box.x &&
        x < box.x + box.width &&
        y >= box.y &&
        y < box.y + box.height,
    );
  return after.find(isThere)?.id ?? null;
}
