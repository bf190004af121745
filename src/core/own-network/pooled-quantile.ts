import type { Histogram } from '#src/core/types';

/**
 * The value below which a share of all counted pixels lies, with the pixels of a bin spread evenly over
 * it; null without a pixel.
 * @param share 0..1.
 */
export function pooledQuantile(histograms: readonly Histogram[], share: number): number | null {
  const bins = histograms.flatMap(({ range, counts }) => {
    const width = (range.max - range.min) / counts.length;
    return Array.from(counts, (count, i) => ({ from: range.min + i * width, width, count }));
  });
  const filled = bins.filter(({ count }) => count > 0);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const below = (value: number) =>
    filled.reduce(
      (sum, { from, width, count }) =>
        sum + (width === 0 ? Number(value > from) : clamp((value - from) / width)) * count,
      0,
    );
  let low = Math.min(...filled.map(({ from }) => from));
  let high = Math.max(...filled.map(({ from, width }) => from + width));
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < share * total) low = middle;
    else high = middle;
  }
  return high;
}

/** Halvings: below the precision of a float32 in any range. */
const STEPS = 60;

const clamp = (value: number) => Math.min(Math.max(value, 0), 1);
