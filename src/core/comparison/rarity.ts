/**
 * How rare a score is: scores of two methods have units of their own, the shares of pixels that reach them
 * have not.
 */

/** Raw scores and the share of pixels at or above each: `scores` rise, `shares` (0..1, not 0) fall, one per score. */
export interface ShareTable {
  shares: readonly number[];
  scores: readonly number[];
}

/** Steps of a picture's own table per power of ten. */
const STEPS_PER_DECADE = 8;

/**
 * The table of the pixels themselves: shares from 1 down to ten pixels, evenly spaced in their logarithm.
 * @param values scores of any shape; what is not finite does not count.
 */
export function ownShareTable(values: Float32Array): ShareTable {
  const sorted = values.filter(Number.isFinite).sort();
  const count = sorted.length;
  const steps = Math.floor(Math.log10(Math.max(count / 10, 1)) * STEPS_PER_DECADE);
  const shares = Array.from({ length: steps + 1 }, (_, step) => 10 ** (-step / STEPS_PER_DECADE));
  const scores = shares.map(
    (share) => sorted[Math.min(Math.round(count * (1 - share)), count - 1)] ?? 0,
  );
  return { shares, scores };
}

/**
 * −log10 of the share of pixels at or above each score, piecewise linear between the table's scores and
 * clamped to its ends: 0 for the most common score, 2 where one pixel in a hundred reaches it. Where many
 * pixels share one score it is that of the largest share. What is not finite stays so.
 * @param values `[H, W]` or any other shape. @returns the shape of `values`.
 */
export function rarities(
  values: Float32Array,
  { shares, scores }: ShareTable,
): Float32Array<ArrayBuffer> {
  const decades = shares.map((share) => Math.log10(1 / share));
  const last = scores.length - 1;
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    let low = 0;
    let high = last;
    // The first score that the value does not exceed.
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((scores[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    const [right, at] = [scores[low] as number, decades[low] as number];
    if (low === 0 || value >= right) {
      result[i] = Number.isFinite(value) ? at : value;
      continue;
    }
    const [left, before] = [scores[low - 1] as number, decades[low - 1] as number];
    result[i] = before + ((value - left) / (right - left)) * (at - before);
  }
  return result;
}

/**
 * How many powers of ten rarer each pixel is for one method than for another: positive where only the
 * first one finds it unusual.
 * @param first `rarities` `[H, W]`; it is overwritten with the result. @param second of the same pixels.
 */
export function rarityDifference<T extends Float32Array>(first: T, second: Float32Array): T {
  for (let i = 0; i < first.length; i++)
    first[i] = (first[i] as number) - (second[i] as number) || 0; // NaN, where one has no score, is no difference
  return first;
}
