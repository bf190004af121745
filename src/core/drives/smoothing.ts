/** Scores of a drive with less flicker; off unless a person asks for it (docs/methods.md 9.4). */
import type { FrameRecord } from '#src/core/drives/frame-record';
import { spotBox } from '#src/core/drives/spot-box';
import type { Track } from '#src/core/drives/track-regions';
import { type SmallMap, scoreAt, smallMap } from '#src/core/set/small-map';
import type { Box } from '#src/core/types';

export type SmoothingKind = 'median3' | 'along-track';

/** What a frame itself weighs along a track; the rest is of the frame before. */
const OWN_WEIGHT = 0.5;

/** A frame with the scores of the one method, NaN where nothing counts. */
interface ScoredFrame {
  record: FrameRecord;
  map: SmallMap;
  peak: number;
  scores: Float32Array;
}

/**
 * The records of a method with smoothed maps; of other methods nothing changes.
 * @param records ascending in time, all on one grid; those without the method are left out.
 * @param tracks of the scores as they are, for `along-track` alone.
 */
export function smooth(
  records: readonly FrameRecord[],
  methodId: string,
  kind: SmoothingKind,
  tracks: readonly Track[],
): FrameRecord[] {
  const frames = records.flatMap((record): ScoredFrame[] => {
    const own = record.methods[methodId];
    return own ? [{ record, map: own.map, peak: own.peak, scores: scoresOf(own.map) }] : [];
  });
  const smoothed = kind === 'median3' ? medians(frames) : alongTracks(frames, tracks);
  return frames.map(({ record, map }, place) => {
    const { scores, peak } = smoothed[place] as Pick<ScoredFrame, 'scores' | 'peak'>;
    const own = record.methods[methodId];
    if (!own || scores === frames[place]?.scores) return record;
    const methods = { ...record.methods, [methodId]: { ...own, peak, map: mapOf(scores, map) } };
    return { ...record, methods };
  });
}

/** The median of each cell and of the peak over three frames; the first and the last stay. */
function medians(frames: readonly ScoredFrame[]): Pick<ScoredFrame, 'scores' | 'peak'>[] {
  return frames.map((frame, place) => {
    const [before, after] = [frames[place - 1], frames[place + 1]];
    if (!before || !after) return frame;
    return {
      scores: frame.scores.map((score, cell) =>
        medianOf(score, before.scores[cell] as number, after.scores[cell] as number),
      ),
      peak: medianOf(frame.peak, before.peak, after.peak),
    };
  });
}

/** Where a neighbour does not count it says nothing: the score stays. */
function medianOf(score: number, before: number, after: number): number {
  if (Number.isNaN(before) || Number.isNaN(after)) return score;
  return Math.max(Math.min(before, after), Math.min(score, Math.max(before, after)));
}

/**
 * An exponential mean in the box of each track, with the cell before that has moved along. Where the
 * track has no spot, its box lies between those around, so that a gap can close. The peak is of the
 * whole picture and stays.
 */
function alongTracks(
  frames: readonly ScoredFrame[],
  tracks: readonly Track[],
): Pick<ScoredFrame, 'scores' | 'peak'>[] {
  const smoothed: Pick<ScoredFrame, 'scores' | 'peak'>[] = [];
  for (const [place, frame] of frames.entries()) {
    const former = frames[place - 1];
    const before = smoothed[place - 1];
    const living = former
      ? tracks.filter(({ from, to }) => from <= former.record.index && frame.record.index <= to)
      : [];
    if (!former || !before || living.length === 0) {
      smoothed.push(frame);
      continue;
    }
    const scores = frame.scores.slice();
    for (const { spots } of living) {
      const now = spotBox(spots, frame.record.timestamp);
      blend(scores, frame, before.scores, now, spotBox(spots, former.record.timestamp));
    }
    smoothed.push({ scores, peak: frame.peak });
  }
  return smoothed;
}

/** Fills the box of `scores`; `before` is the frame before, where the object was in another box. */
function blend(
  scores: Float32Array,
  { scores: own, map: { width, height } }: ScoredFrame,
  before: Float32Array,
  now: Box,
  then: Box,
): void {
  const dx = Math.round(now.x + now.width / 2 - then.x - then.width / 2);
  const dy = Math.round(now.y + now.height / 2 - then.y - then.height / 2);
  const right = Math.min(width, Math.round(now.x + now.width), width + dx);
  const bottom = Math.min(height, Math.round(now.y + now.height), height + dy);
  for (let y = Math.max(0, dy, Math.round(now.y)); y < bottom; y++)
    for (let x = Math.max(0, dx, Math.round(now.x)); x < right; x++) {
      const cell = y * width + x;
      const moved = before[(y - dy) * width + x - dx] as number;
      if (Number.isNaN(moved)) continue;
      scores[cell] = OWN_WEIGHT * (own[cell] as number) + (1 - OWN_WEIGHT) * moved;
    }
}

function scoresOf(map: SmallMap): Float32Array {
  return Float32Array.from(map.levels, (level) => (level === 0 ? Number.NaN : scoreAt(map, level)));
}

/** @param like a map of the same grid, whose range a frame without any score keeps. */
function mapOf(scores: Float32Array, like: SmallMap): SmallMap {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const score of scores) {
    if (score < min) min = score;
    if (score > max) max = score;
  }
  return smallMap(scores, like, min <= max ? { min, max } : like.range);
}
