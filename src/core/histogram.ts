import type { Histogram } from './types';

/** Pixels counted. */
export function histogramTotal({ counts }: Histogram): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Share 0..1 of the counted scores at or above `threshold`, linear within its bin. */
export function shareAbove({ range, counts }: Histogram, threshold: number): number {
  const total = histogramTotal({ range, counts });
  if (total === 0) return 0;
  const position =
    ((threshold - range.min) / Math.max(range.max - range.min, 1e-12)) * counts.length;
  if (position <= 0) return 1;
  if (position >= counts.length) return 0;
  const bin = Math.floor(position);
  let above = (counts[bin] as number) * (1 - (position - bin));
  for (let i = bin + 1; i < counts.length; i++) above += counts[i] as number;
  return above / total;
}

/** Percentile 0..100 of a score among the counted ones. */
export function percentileOf(histogram: Histogram, score: number): number {
  return 100 * (1 - shareAbove(histogram, score));
}
