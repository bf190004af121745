/** The threshold by the share of ordinary pictures that may be flagged; needs no labels. */
import { orderedKey, valueOfKey } from '#src/core/metrics/ordered-float';

export interface FlagThreshold {
  /** Raw, a float32. */
  threshold: number;
  /** Pictures that are flagged at it, of how many. */
  flagged: number;
  pictures: number;
}

/**
 * The lowest threshold at which at most a share of the pictures is flagged; where several have one
 * flag score, it flags fewer. Null where no threshold changes anything: without a picture that can be flagged, or with
 * too many of infinite scores.
 * @param flagScores of each picture by `flagScore`. @param share 0..1.
 */
export function flagThreshold(
  flagScores: readonly (number | null)[],
  share: number,
): FlagThreshold | null {
  const pictures = flagScores.length;
  const falling = flagScores.flatMap((score) => score ?? []).sort((a, b) => b - a);
  const lowest = falling.at(-1);
  if (lowest === undefined) return null;
  const kept = falling[mostOf(pictures, share)];
  if (kept === Infinity) return null;
  const threshold = kept === undefined ? lowest : nextAbove(kept);
  const flagged = falling.filter((score) => score >= threshold).length;
  return { threshold, flagged, pictures };
}

/** The largest count whose share is not above the one wanted, as a comparison of rates says. */
function mostOf(pictures: number, share: number): number {
  let count = Math.floor(share * pictures) + 1;
  while (count > 0 && count / pictures > share) count--;
  return count;
}

/** The float32 next above a float32. */
function nextAbove(score: number): number {
  let key = orderedKey(score) + 1;
  while (valueOfKey(key) <= score) key++; // some keys stand for no number of their own
  return valueOfKey(key);
}
