/** From which threshold on a picture is flagged: one number for each, whatever its size. */
import type { Size } from '#src/core/types';
import { GrowingRegions } from './growing-regions';

const BINS = 1 << 16;

/**
 * The highest raw threshold at which a picture is flagged: `score >= threshold` has an 8-connected
 * region of at least `leastArea` pixels. As regions only grow with a falling threshold, it is
 * flagged at this and every lower one, and at no higher one. Null where too few pixels count.
 * @param values `[height, width]`. @param floor what lies below it counts as outside.
 */
export function flagScore(
  values: Float32Array,
  size: Size,
  floor: number,
  leastArea: number,
): number | null {
  const regions = new GrowingRegions(size);
  const { order, ends } = byBin(values, floor);
  for (let bin = BINS - 1, next = 0; bin >= 0; bin--) {
    const end = ends[bin] as number;
    if (end === next) continue;
    const pixels = order.subarray(next, end).sort((a, b) => valueAt(b) - valueAt(a));
    next = end;
    for (const pixel of pixels) {
      regions.add(pixel);
      if (regions.areaOf(regions.connect(pixel)) >= leastArea) return valueAt(pixel);
    }
  }
  return null;

  function valueAt(pixel: number): number {
    return values[pixel] as number;
  }
}

/**
 * Pixels that count, by even bins between their ends, highest first; only the bins that are come to
 * have to be sorted, few of a picture. Those of bin n end before `ends[n]`.
 */
function byBin(values: Float32Array, floor: number) {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!(value >= floor) || Math.abs(value) === Infinity) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const scale = max > min ? (BINS - 1) / (max - min) : 0;
  const bins = new Uint16Array(values.length);
  const ends = new Uint32Array(BINS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value >= floor)) continue;
    const bin = value >= max ? BINS - 1 : value > min ? Math.floor((value - min) * scale) : 0;
    bins[i] = bin;
    (ends[bin] as number)++;
  }
  const starts = new Uint32Array(BINS);
  for (let bin = BINS - 1, start = 0; bin >= 0; bin--) {
    starts[bin] = start;
    start += ends[bin] as number;
    ends[bin] = start;
  }
  const order = new Uint32Array(ends[0] as number);
  for (let i = 0; i < values.length; i++)
    if ((values[i] as number) >= floor) order[(starts[bins[i] as number] as number)++] = i;
  return { order, ends };
}
