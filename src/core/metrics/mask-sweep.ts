/**
 * The thresholds at which a score is taken as masks: 101 even steps (0.01 of the range), as S2M's
 * released code sweeps scores between 0 and
 * 1. A score without bounds is swept between its smallest and largest value over the set, as if
 * normalised to 0..1 first. A few extreme pixels can stretch that range until one step holds all
 * that matters; so the best threshold is also sought at the percentiles of the anomalous pixels'
 * scores: between two of them the masks lose less than a half per cent of these pixels.
 */
import type { Range } from '../types';
import { valueOfKey } from './ordered-float';
import { type SparseHistogram, sum } from './sparse-histogram';

/** Even steps between the ends, both included. */
export const EVEN_STEPS = 101;

export interface MaskSweep {
  /** `[n]` ascending, raw. */
  thresholds: number[];
  /** `[101]` indices of the even steps among them. */
  even: number[];
}

/**
 * @param pooled the scores of the set without void; percentiles are those of its positives. @param
 * bounds of the formula, infinite where it has none. Null for a score without bounds that no pixel
 * has.
 */
export function maskSweep(pooled: SparseHistogram, bounds: Range): MaskSweep | null {
  const values = Array.from(pooled.keys, valueOfKey).filter(Number.isFinite);
  const isBounded = Number.isFinite(bounds.min) && Number.isFinite(bounds.max);
  const { min, max } = isBounded ? bounds : { min: values[0], max: values.at(-1) };
  if (min === undefined || max === undefined) return null;
  const even = Array.from(
    { length: EVEN_STEPS },
    (_, step) => min + (step / (EVEN_STEPS - 1)) * (max - min),
  );
  const percentiles = percentilesOf(pooled.keys, pooled.positives)
    .map(valueOfKey)
    .filter(Number.isFinite);
  const marked = [
    ...even.map((value) => ({ value, isEven: true })),
    ...percentiles.map((value) => ({ value, isEven: false })),
  ];
  marked.sort((a, b) => a.value - b.value);
  return {
    thresholds: marked.map(({ value }) => value),
    even: marked.flatMap(({ isEven }, position) => (isEven ? [position] : [])),
  };
}

const PERCENTILES = 384;

/**
 * Ascending keys of 384 percentiles (0 to 100) of the counted pixels, each the score nearest in
 * rank; of fewer pixels all.
 */
function percentilesOf(keys: Uint32Array, counts: Uint32Array): number[] {
  const total = sum(counts);
  const wanted = Math.min(PERCENTILES, total);
  const percentiles: number[] = [];
  let below = 0;
  for (let i = 0; i < keys.length && percentiles.length < wanted; i++) {
    below += counts[i] as number;
    const rank = () => Math.round((percentiles.length * (total - 1)) / Math.max(1, wanted - 1));
    while (percentiles.length < wanted && rank() < below) percentiles.push(keys[i] as number);
  }
  return percentiles;
}
