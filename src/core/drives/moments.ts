/** What a person should look at first: tracks, ranked. */
import type { FrameRecord } from '#src/core/drives/frame-record';
import type { Spot, Track } from '#src/core/drives/track-regions';
import type { Range, Size } from '#src/core/types';

export interface Moment {
  trackId: number;
  /** What moments are ranked by; comparable within a drive and a method. */
  value: number;
  /** Seconds. */
  from: number;
  to: number;
  /** The highest raw score of the track. */
  peak: number;
  /** The largest share of the picture, 0..1. */
  share: number;
  /** Seconds that it is there for, counted by the analysed frames that have it. */
  persistence: number;
  /** Where it is largest: what a thumbnail shows. */
  best: Spot;
}

/**
 * Tracks by peak x √share x persistence, best first; flicker is left out. As raw scores may be
 * negative, the peak is taken between the lowest and the highest score of the drive, 0..1.
 * @param range of the drive, as `rangeOf` gives it. @param grid of the regions.
 */
export function momentsOf(tracks: readonly Track[], range: Range, grid: Size): Moment[] {
  const cells = grid.width * grid.height;
  const extent = range.max - range.min;
  return tracks
    .filter(({ flicker }) => !flicker)
    .map((track): Moment => {
      const [first, ...others] = track.spots as [Spot, ...Spot[]];
      const best = others.reduce((a, b) => (b.region.area > a.region.area ? b : a), first);
      const last = others.at(-1) ?? first;
      const peak = Math.max(...track.spots.map(({ region }) => region.peak));
      const share = best.region.area / cells;
      const persistence = ((last.timestamp - first.timestamp) * track.spots.length) / track.frames;
      const strength = extent > 0 ? (peak - range.min) / extent : 1;
      const value = strength * Math.sqrt(share) * persistence;
      const [from, to] = [first.timestamp, last.timestamp];
      return { trackId: track.id, value, from, to, peak, share, persistence, best };
    })
    .sort((a, b) => b.value - a.value || a.from - b.from);
}

/** The lowest and the highest raw score of a method in all frames; 0 to 0 without any. */
export function rangeOf(records: readonly FrameRecord[], methodId: string): Range {
  const ranges = records.flatMap(({ methods }) => methods[methodId]?.map.range ?? []);
  if (ranges.length === 0) return { min: 0, max: 0 };
  return {
    min: ranges.reduce((least, { min }) => Math.min(least, min), Number.POSITIVE_INFINITY),
    max: ranges.reduce((most, { max }) => Math.max(most, max), Number.NEGATIVE_INFINITY),
  };
}
