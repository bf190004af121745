/** A row of the timeline: what one method says over time. */
import type { FrameRecord } from '#src/core/drives/frame-record';
import type { Track } from '#src/core/drives/track-regions';
import { shareAboveIn } from '#src/core/set/small-map';

/** By analysed frame, ascending in time. */
export interface Timeline {
  indexes: number[];
  /** Seconds. */
  timestamps: number[];
  /** Raw score. */
  peak: number[];
  /** Share of what counts with `score >= threshold`, 0..1. */
  area: number[];
  /** Tracks that the frame has a spot of, without flicker. */
  tracks: number[];
}

/** @param records ascending in time; those without the method are left out. */
export function timelineOf(
  records: readonly FrameRecord[],
  methodId: string,
  threshold: number,
  tracks: readonly Track[],
): Timeline {
  const counts = new Map<number, number>();
  for (const { flicker, spots } of tracks)
    for (const { index } of flicker ? [] : spots) counts.set(index, (counts.get(index) ?? 0) + 1);
  const timeline: Timeline = { indexes: [], timestamps: [], peak: [], area: [], tracks: [] };
  for (const { index, timestamp, methods } of records) {
    const own = methods[methodId];
    if (!own) continue;
    timeline.indexes.push(index);
    timeline.timestamps.push(timestamp);
    timeline.peak.push(own.peak);
    timeline.area.push(shareAboveIn(own.map, threshold));
    timeline.tracks.push(counts.get(index) ?? 0);
  }
  return timeline;
}
