import type { Range } from '#src/core/types';

export const BINS = 256;

/** Smallest and largest finite score; `{ min: Infinity, max: -Infinity }` when there is none. */
export function rangeCpu(score: Float32Array): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < score.length; i++) {
    const value = score[i] as number;
    if (value < min && value > Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value < Number.POSITIVE_INFINITY) max = value;
  }
  return { min, max };
}

/**
 * Counts `[256]` over equal bins of `range`, which holds a number; scores outside go to the end bins, NaN to none.
 * float32 arithmetic, as on the GPU.
 */
export function histogramCpu(score: Float32Array, range: Range): Uint32Array {
  const counts = new Uint32Array(BINS);
  const min = Math.fround(range.min);
  const scale = Math.fround(BINS / Math.max(range.max - range.min, 1e-12));
  for (let i = 0; i < score.length; i++) {
    const value = score[i] as number;
    if (Number.isNaN(value)) continue;
    const bin = Math.fround(Math.fround(value - min) * scale);
    (counts[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : Math.trunc(bin)] as number)++;
  }
  return counts;
}
