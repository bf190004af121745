import type { Histogram } from '#src/core/types';

/**
 * Share of the pixels that a histogram counts below a score, 0..100, to a fraction of one of its
 * bins.
 */
export function percentileInBins(value: number, { range, counts }: Histogram): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const extent = range.max - range.min;
  if (value >= range.max || extent <= 0) return 100;
  const position = Math.max(0, ((value - range.min) / extent) * counts.length);
  const bin = Math.min(counts.length - 1, Math.floor(position));
  let below = 0;
  for (let i = 0; i < bin; i++) below += counts[i] as number;
  return ((below + (counts[bin] as number) * (position - bin)) / total) * 100;
}
