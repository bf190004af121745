/** Where things lie on the timeline, in CSS pixels of its canvas. */
import type { Range } from '#src/core/types';
import type { TimeWindow } from '#src/store/drives/timeline-window';

/** Bars of the moments lie above the rows, what is analysed and the time below them. */
export const MOMENTS_HEIGHT = 10;
export const STRIP_HEIGHT = 4;
export const AXIS_HEIGHT = 16;
const ROW_GAP = 2;
/** By the number of rows. */
const ROW_HEIGHTS = [56, 56, 40, 32, 26];

export const rowHeight = (rows: number): number => ROW_HEIGHTS[rows] ?? 28;

export const rowTop = (row: number, rows: number): number =>
  MOMENTS_HEIGHT + row * (rowHeight(rows) + ROW_GAP);

export const rowsBottom = (rows: number): number => rowTop(Math.max(rows, 1), rows);

export const plotHeight = (rows: number): number => rowsBottom(rows) + STRIP_HEIGHT + AXIS_HEIGHT;

export const xOfTime = (seconds: number, { from, to }: TimeWindow, width: number): number =>
  ((seconds - from) / (to - from)) * width;

export const timeOfX = (x: number, { from, to }: TimeWindow, width: number): number =>
  from + (x / Math.max(width, 1)) * (to - from);

/** From the bottom of a row up; clamped to the row. */
export function yOfValue(value: number, axis: Range, row: number, rows: number): number {
  const extent = axis.max - axis.min || 1;
  const share = Math.min(Math.max((value - axis.min) / extent, 0), 1);
  return rowTop(row, rows) + rowHeight(rows) * (1 - share);
}

export function valueOfY(y: number, axis: Range, row: number, rows: number): number {
  const share = 1 - (y - rowTop(row, rows)) / rowHeight(rows);
  return axis.min + Math.min(Math.max(share, 0), 1) * (axis.max - axis.min);
}

/** Seconds between two marks of the time axis, the first at least `least` wide. */
const TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

export function tickStep({ from, to }: TimeWindow, width: number, least: number): number {
  const wanted = ((to - from) * least) / Math.max(width, 1);
  return TICKS.find((step) => step >= wanted) ?? 7200;
}

/**
 * The time that each analysed frame stands for: half-way to its neighbours, at most half a step of the
 * analysis, so that what was not looked at stays empty.
 */
export function extentsOf(
  timestamps: readonly number[],
  step: number,
): { from: number; to: number }[] {
  return timestamps.map((time, place) => {
    const before = timestamps[place - 1] ?? Number.NEGATIVE_INFINITY;
    const after = timestamps[place + 1] ?? Number.POSITIVE_INFINITY;
    return {
      from: Math.max(time - step / 2, (time + before) / 2),
      to: Math.min(time + step / 2, (time + after) / 2),
    };
  });
}
