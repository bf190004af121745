/** Draws the timeline: past React, since a moving playhead or slider must not wait for it. */
import {
  AXIS_HEIGHT,
  extentsOf,
  MOMENTS_HEIGHT,
  plotHeight,
  rowHeight,
  rowsBottom,
  rowTop,
  STRIP_HEIGHT,
  tickStep,
  xOfTime,
  yOfValue,
} from '#src/components/timeline/plot-geometry';
import { formatTime } from '#src/core/numbers';
import type { Range } from '#src/core/types';
import type { TimeWindow } from '#src/store/drives/timeline-window';

export interface PlotRow {
  title: string;
  /** Seconds of the analysed frames, ascending, and what is drawn of each. */
  timestamps: readonly number[];
  values: readonly number[];
  axis: Range;
  /** Values from it on are tinted as the mask is; null: it is no threshold of them. */
  threshold: number | null;
}

export interface PlotMoment {
  from: number;
  to: number;
  colour: string;
  isSelected: boolean;
}

export interface Plot {
  rows: readonly PlotRow[];
  moments: readonly PlotMoment[];
  /** Seconds of frames that could not be analysed. */
  failed: readonly number[];
  playhead: number;
  window: TimeWindow;
  /** Seconds that a frame of the analysis stands for at most. */
  step: number;
}

/** Names of the style sheet's colours. */
type Colour =
  | '--raised'
  | '--line'
  | '--bar'
  | '--mask'
  | '--text'
  | '--muted'
  | '--accent'
  | '--danger';

const FONT = '11px system-ui, sans-serif';
const TICK_ROOM = 72;
const LEAST_MOMENT = 4;

/** @param width in CSS pixels. */
export function drawTimeline(canvas: HTMLCanvasElement, plot: Plot, width: number): void {
  const drawing = canvas.getContext('2d');
  if (!drawing || width < 1) return;
  const ratio = devicePixelRatio;
  const height = plotHeight(plot.rows.length);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  drawing.setTransform(ratio, 0, 0, ratio, 0, 0);
  const styles = getComputedStyle(canvas);
  const colour = (name: Colour) => styles.getPropertyValue(name).trim();
  const paint = { drawing, width, colour, x: (t: number) => xOfTime(t, plot.window, width) };
  drawing.font = FONT;
  for (const [place, row] of plot.rows.entries()) drawRow(paint, plot, row, place);
  drawMoments(paint, plot);
  drawStrip(paint, plot);
  drawAxis(paint, plot);
  drawPlayhead(paint, plot);
}

interface Paint {
  drawing: CanvasRenderingContext2D;
  width: number;
  colour: (name: Colour) => string;
  x: (seconds: number) => number;
}

function drawRow({ drawing, width, colour, x }: Paint, plot: Plot, row: PlotRow, place: number) {
  const rows = plot.rows.length;
  const [top, bottom] = [rowTop(place, rows), rowTop(place, rows) + rowHeight(rows)];
  drawing.fillStyle = colour('--raised');
  drawing.fillRect(0, top, width, bottom - top);
  const { threshold, axis } = row;
  const [bar, mask] = [colour('--bar'), colour('--mask')];
  for (const [frame, { from, to }] of extentsOf(row.timestamps, plot.step).entries()) {
    const value = row.values[frame] as number;
    const y = Math.min(yOfValue(value, axis, place, rows), bottom - 1);
    drawing.fillStyle = threshold !== null && value >= threshold ? mask : bar;
    drawing.fillRect(x(from), y, Math.max(x(to) - x(from) - 0.5, 1), bottom - y);
  }
  drawing.fillStyle = colour('--muted');
  drawing.textBaseline = 'top';
  drawing.fillText(row.title, 6, top + 4, width - 12);
  if (threshold === null) return;
  const line = Math.round(yOfValue(threshold, axis, place, rows)) + 0.5;
  drawing.fillStyle = colour('--text');
  drawing.fillRect(0, line - 1, width, 2);
}

function drawMoments({ drawing, colour, x }: Paint, { moments }: Plot): void {
  for (const { from, to, colour: own, isSelected } of moments) {
    const left = x(from);
    const length = Math.max(x(to) - left, LEAST_MOMENT);
    drawing.fillStyle = own;
    drawing.fillRect(left, 2, length, MOMENTS_HEIGHT - 4);
    if (!isSelected) continue;
    drawing.strokeStyle = colour('--text');
    drawing.lineWidth = 2;
    drawing.strokeRect(left - 1, 1, length + 2, MOMENTS_HEIGHT - 2);
  }
}

/** What has been looked at, and what could not be. */
function drawStrip({ drawing, width, colour, x }: Paint, plot: Plot): void {
  const top = rowsBottom(plot.rows.length);
  drawing.fillStyle = colour('--line');
  drawing.fillRect(0, top, width, STRIP_HEIGHT);
  drawing.fillStyle = colour('--accent');
  for (const { from, to } of extentsOf(plot.rows[0]?.timestamps ?? [], plot.step))
    drawing.fillRect(x(from), top, Math.max(x(to) - x(from), 1), STRIP_HEIGHT);
  drawing.fillStyle = colour('--danger');
  for (const time of plot.failed) drawing.fillRect(x(time) - 1, top - 2, 3, STRIP_HEIGHT + 2);
}

function drawAxis({ drawing, width, colour, x }: Paint, plot: Plot): void {
  const { window } = plot;
  const step = tickStep(window, width, TICK_ROOM);
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  const top = rowsBottom(plot.rows.length) + STRIP_HEIGHT;
  drawing.textBaseline = 'middle';
  for (let tick = Math.ceil(window.from / step); tick * step <= window.to; tick++) {
    const left = x(tick * step);
    const text = formatTime(tick * step, decimals);
    drawing.fillStyle = colour('--line');
    drawing.fillRect(Math.round(left), top, 1, 4);
    drawing.fillStyle = colour('--muted');
    const room = drawing.measureText(text).width;
    if (left + 4 + room <= width) drawing.fillText(text, left + 4, top + AXIS_HEIGHT / 2 + 1);
  }
}

function drawPlayhead({ drawing, colour, x }: Paint, plot: Plot): void {
  const left = Math.round(x(plot.playhead));
  const bottom = rowsBottom(plot.rows.length) + STRIP_HEIGHT;
  drawing.fillStyle = colour('--raised');
  drawing.fillRect(left - 2, 0, 5, bottom);
  drawing.fillStyle = colour('--text');
  drawing.fillRect(left - 1, 0, 3, bottom);
  drawing.beginPath();
  drawing.moveTo(left - 5, 0);
  drawing.lineTo(left + 6, 0);
  drawing.lineTo(left + 0.5, 8);
  drawing.fill();
}
