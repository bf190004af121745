/** The part of a drive that the timeline shows. */
import type { OpenDrive } from '#src/store/drives/drives-slice';

/** In seconds; `to` lies after `from`. */
export interface TimeWindow {
  from: number;
  to: number;
}

/** Frames that are seen at least, however far one zooms in. */
const LEAST_FRAMES = 8;

/** From the first frame to the end of the last one. */
export function wholeOf({ facts }: OpenDrive): TimeWindow {
  const timestamps = facts?.timestamps ?? new Float64Array(0);
  const from = timestamps[0] ?? 0;
  const last = timestamps.at(-1) ?? 0;
  const frame = timestamps.length > 1 ? (last - from) / (timestamps.length - 1) : 1;
  return { from, to: last + Math.max(frame, 1e-3) };
}

export function windowOf(drive: OpenDrive): TimeWindow {
  return drive.window ?? wholeOf(drive);
}

function within({ from, to }: TimeWindow, whole: TimeWindow): TimeWindow | null {
  const length = to - from;
  if (length >= whole.to - whole.from) return null;
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** @returns null for all of the drive. */
export function zoomedWindow(
  { from, to }: TimeWindow,
  drive: OpenDrive,
  factor: number,
  seconds: number,
): TimeWindow | null {
  const whole = wholeOf(drive);
  const frames = drive.facts?.timestamps.length ?? 1;
  const least = Math.min(whole.to - whole.from, ((whole.to - whole.from) / frames) * LEAST_FRAMES);
  const length = Math.max((to - from) / factor, least);
  const place = (seconds - from) / (to - from);
  return within({ from: seconds - place * length, to: seconds + (1 - place) * length }, whole);
}

/** @param share of the length of the window, negative: backwards. */
export function movedWindow(
  { from, to }: TimeWindow,
  drive: OpenDrive,
  share: number,
): TimeWindow | null {
  const step = share * (to - from);
  return within({ from: from + step, to: to + step }, wholeOf(drive));
}

/** The window moved so that a time is seen; the same one where it is. */
export function windowAround(window: TimeWindow, drive: OpenDrive, seconds: number): TimeWindow {
  const { from, to } = window;
  if (seconds >= from && seconds <= to) return window;
  const length = to - from;
  const start = seconds < from ? seconds - 0.9 * length : seconds - 0.1 * length;
  return within({ from: start, to: start + length }, wholeOf(drive)) ?? window;
}
