/** From frame to frame of a drive, by time. */
import type { OpenDrive } from '#src/store/drives/drives-slice';

/** Rates above that of every drive: each frame. */
export const EVERY_FRAME = 1000;

/** Seconds that a timestamp may be off the place where it should be. */
const TOLERANCE = 1e-4;

/** The last frame that begins at or before a time; the first for earlier times. */
export function frameAtTime(timestamps: ArrayLike<number>, seconds: number): number {
  let [low, high] = [0, timestamps.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((timestamps[middle] as number) <= seconds + TOLERANCE) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/**
 * The frame that follows the playhead when a drive plays: the first at least `1 / perSecond` seconds
 * on, times the speed, the last before that many when it plays backwards. At its end the other one
 * when it loops, else null.
 */
export function playedNext(drive: OpenDrive): number | null {
  const { facts, playhead, speed, perSecond, loop } = drive;
  const last = (facts?.timestamps.length ?? 0) - 1;
  if (!facts || last < 1) return null;
  const { timestamps } = facts;
  if (speed > 0 && playhead >= last) return loop ? 0 : null;
  if (speed < 0 && playhead <= 0) return loop ? last : null;
  const wanted = (timestamps[playhead] as number) + speed / perSecond;
  const next = frameAtTime(timestamps, wanted);
  if (speed < 0) return Math.min(next, playhead - 1);
  const isBefore = (timestamps[next] as number) < wanted - TOLERANCE;
  return Math.min(Math.max(isBefore ? next + 1 : next, playhead + 1), last);
}
