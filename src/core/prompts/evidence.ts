/**
 * What the prompt generator sees of a score: how rare it is among known pixels, the same scale for
 * every method.
 */

/** Rarer than 1 in 100 000 known pixels, which is where the calibrations end. */
export const MOST_EVIDENCE = 5;

/**
 * The scores above which falling shares of the known validation pixels lie, `[n]` each; the scores
 * rise.
 */
export interface ShareTable {
  shares: readonly number[];
  scores: readonly number[];
}

/**
 * `min(-log10(share of known pixels at or above the score), 5)` of every pixel: 0 is usual, 5 the
 * rarest. Fixed constants of the method, never of the picture: a scene with nothing unknown must
 * not be stretched until something stands out. Between the table's scores the logarithm of the
 * share is linear. Not a number counts as usual.
 */
export function evidenceOf(
  score: Float32Array,
  { shares, scores }: ShareTable,
): Float32Array<ArrayBuffer> {
  const last = scores.length - 1;
  const rarity = shares.map((share) => Math.min(-Math.log10(share), MOST_EVIDENCE));
  const evidence = new Float32Array(score.length);
  for (let i = 0; i < score.length; i++) {
    const value = score[i];
    if (!(value > scores[0])) evidence[i] = rarity[0];
    else if (value >= scores[last]) evidence[i] = rarity[last];
    else {
      const right = firstAbove(scores, value);
      const along = (value - scores[right - 1]) / (scores[right] - scores[right - 1]);
      evidence[i] = rarity[right - 1] + along * (rarity[right] - rarity[right - 1]);
    }
  }
  return evidence;
}

/** Index of the first of rising values that is larger. */
function firstAbove(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
