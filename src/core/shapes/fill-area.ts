/** The pixels that a shape covers: those whose centres lie in it. */
import { decodeLabel } from '#src/core/ground-truth/decode-label';
import { readPng } from '#src/core/picture-files/sniff-formats';
import { decompressRuns } from '#src/core/rle/coco-rle';
import { type Area, unreadableShapes } from '#src/core/shapes/shapes';
import type { Size } from '#src/core/types';

/** Takes `length` pixels of a row from `start` on, an index of `[height, width]`. */
type Paint = (start: number, length: number) => void;

/** Steps of an edge in a row, of a centre in the box of an ellipse, of a pixel of a run and of a PNG. */
const CROSSING = 20;
const CENTRE = 4;
const RUN_PIXEL = 10;
const PNG_PIXEL = 20;

/** What is left of the work that one label may take; a few seconds at most. */
export class DrawingBudget {
  #left: number;

  /** @param steps about a nanosecond each. */
  constructor(steps = 4e9) {
    this.#left = steps;
  }

  /** @throws AnomalensError `label-unreadable` when the shapes of a label are too many to draw. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0)
      throw unreadableShapes('its shapes are too many, or too large, to be drawn');
  }
}

/**
 * Paints an area of a picture, pieces of rows in no order, some of them twice.
 * @throws AnomalensError `label-unreadable` for runs that do not fill their box, a mask that is no
 * PNG, and when the budget is spent.
 */
export function fillArea(area: Area, size: Size, budget: DrawingBudget, paint: Paint): void {
  if (area.kind === 'rings') for (const ring of area.rings) fillRing(ring, size, budget, paint);
  else if (area.kind === 'ellipse') fillEllipse(area, size, budget, paint);
  else if (area.kind === 'runs') fillRuns(area, size, budget, paint);
  else fillPng(area, size, budget, paint);
}

/**
 * Even-odd. Of a centre on an edge those belong to it that have the inside to their right or below,
 * so that polygons side by side share no pixel.
 * @param ring corners `x, y, x, y ...`; the last is joined to the first.
 */
function fillRing(ring: number[], { width, height }: Size, budget: DrawingBudget, paint: Paint) {
  const bounds = boundsOf(ring);
  const clip = (value: number, side: number) => Math.min(Math.max(Math.ceil(value - 0.5), 0), side);
  const [left, right] = [clip(bounds.left, width), clip(bounds.right, width)];
  const [top, bottom] = [clip(bounds.top, height), clip(bounds.bottom, height)];
  if (left >= right || top >= bottom) return;
  const columns = right - left;
  budget.spend(columns * (bottom - top) + ring.length);
  // 1 where an edge is crossed on the way along the row.
  const crossed = new Uint8Array((columns + 1) * (bottom - top));
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
    const [bx, by] = [ring[j] as number, ring[j + 1] as number];
    const first = Math.max(Math.ceil(Math.min(ay, by) - 0.5), top);
    const last = Math.min(Math.ceil(Math.max(ay, by) - 0.5), bottom);
    if (first >= last) continue;
    budget.spend(CROSSING * (last - first));
    const slope = (bx - ax) / (by - ay);
    for (let y = first; y < last; y++) {
      const column = clip(ax + (y + 0.5 - ay) * slope, width) - left;
      const cell = (y - top) * (columns + 1) + Math.min(Math.max(column, 0), columns);
      crossed[cell] = (crossed[cell] as number) ^ 1;
    }
  }
  for (let y = top; y < bottom; y++) {
    const row = (y - top) * (columns + 1);
    for (let x = 0, start = -1; x <= columns; x++) {
      if (crossed[row + x] === 0) continue;
      if (start >= 0) paint(y * width + left + start, x - start);
      start = start < 0 ? x : -1;
    }
  }
}

function boundsOf(ring: readonly number[]) {
  const bounds = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [x, y] = [ring[i] as number, ring[i + 1] as number];
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  return bounds;
}

function fillEllipse(
  { x, y, radiusX, radiusY, angle }: Area & { kind: 'ellipse' },
  { width, height }: Size,
  budget: DrawingBudget,
  paint: Paint,
): void {
  const reach = Math.max(radiusX, radiusY);
  const clip = (value: number, side: number) => Math.min(Math.max(Math.ceil(value - 0.5), 0), side);
  const [left, right] = [clip(x - reach, width), clip(x + reach, width - 1) + 1];
  const [top, bottom] = [clip(y - reach, height), clip(y + reach, height - 1) + 1];
  budget.spend(CENTRE * Math.max(right - left, 0) * Math.max(bottom - top, 0));
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y];
      const across = (dx * cos + dy * sin) / radiusX;
      const along = (dy * cos - dx * sin) / radiusY;
      if (across ** 2 + along ** 2 <= 1) paint(row * width + column, 1);
    }
}

function fillRuns(
  { counts, order, ...box }: Area & { kind: 'runs' },
  { width, height }: Size,
  budget: DrawingBudget,
  paint: Paint,
): void {
  const runs = runsOf(counts);
  const total = box.width * box.height;
  let position = 0;
  for (const [index, run] of runs.entries()) {
    if (!(Number.isInteger(run) && run >= 0 && position + run <= total)) throw misfit();
    const end = position + run;
    if (index % 2 === 0) position = end;
    else budget.spend(RUN_PIXEL * run);
    for (; position < end; position++) {
      const down = order === 'columns';
      const inRow = down ? Math.floor(position / box.height) : position % box.width;
      const inColumn = down ? position % box.height : Math.floor(position / box.width);
      const [x, y] = [box.x + inRow, box.y + inColumn];
      if (x >= 0 && y >= 0 && x < width && y < height) paint(y * width + x, 1);
    }
  }
  if (position !== total) throw misfit();
}

const misfit = () => unreadableShapes('the runs of a mask do not fill it');

/**
 * Pixels with the thing; what is no number counts nothing, and is refused when it is drawn.
 * @throws AnomalensError `label-unreadable` for text that is no run-length code.
 */
export function pixelsOfRuns(counts: number[] | string): number {
  return runsOf(counts).reduce(
    (sum, run, index) => (index % 2 === 1 && run > 0 ? sum + run : sum),
    0,
  );
}

function runsOf(counts: number[] | string): number[] {
  if (typeof counts !== 'string') return counts;
  try {
    return decompressRuns(counts);
  } catch {
    throw misfit();
  }
}

function fillPng(
  { base64, x, y }: Area & { kind: 'png' },
  size: Size,
  budget: DrawingBudget,
  paint: Paint,
): void {
  const bytes = bytesOf(base64);
  // A few bytes may hold a hundred million pixels: the header is asked first.
  const header = readPng(bytes);
  budget.spend(PNG_PIXEL * (header ? header.width * header.height : 0));
  const { ids, width, height } = decodeLabel(bytes);
  if (!ids) throw unreadableShapes('a mask of it is in colours');
  for (let i = 0; i < width * height; i++) {
    const [column, row] = [x + (i % width), y + Math.floor(i / width)];
    const isInside = column >= 0 && row >= 0 && column < size.width && row < size.height;
    if (ids[i] !== 0 && isInside) paint(row * size.width + column, 1);
  }
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw unreadableShapes('a mask of it is no base64');
  }
}
