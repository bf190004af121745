/** Where the pixels of ordinary pictures lie among the scores of a method. */

import { pooledQuantile } from '#src/core/own-network/pooled-quantile';
import type { Histogram } from '#src/core/types';

/** Falling shares of pixels, of which a table says above which score each lies. */
export const SHARES: readonly number[] = [
  1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001,
];

/**
 * Rising scores, one for each of `SHARES`: above the last but n-th lies that share of all pixels of the
 * pictures; null without a pixel.
 */
export function scoreTable(histograms: readonly Histogram[]): number[] | null {
  const scores = SHARES.map((share) => pooledQuantile(histograms, 1 - share));
  return scores.every((score) => score !== null) ? scores : null;
}
