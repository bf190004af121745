/**
 * What the prompt generator sees of a score: how rare it is among known pixels, the same scale for
 * every method.
 */

/** Rarer than 1 in 100 000 known pixels, which is where the calibrations end. */
const MOST_EVIDENCE = 5;

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
  const [lowest, highest] = [scores[0] as number, scores[last] as number];
  const [usual, rarest] = [rarity[0] as number, rarity[last] as number];
  for (let i = 0; i < score.length; i++) {
    const value = score[i] as number;
    if (!(value > lowest)) evidence[i] = usual;
    else if (value >= highest) evidence[i] = rarest;
    else {
      const right = firstAbove(scores, value);
      const from = scores[right - 1] as number;
      const along = (value - from) / ((scores[right] as number) - from);
      const below = rarity[right - 1] as number;
      evidence[i] = below + along * ((rarity[right] as number) - below);
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
    if ((values[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
