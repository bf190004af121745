import { AnomalensError } from '#src/core/errors';
import { isNaNBits, keyOfBits } from './ordered-float';
import { emptySparse, type SparseHistogram } from './sparse-histogram';

/** Ground truth per pixel. */
export const NORMAL = 0;
export const ANOMALY = 1;
export const IGNORE = 255;

/**
 * The labels `[H,W]` with void where a score of somebody else has no number; the given ones where
 * it has numbers everywhere.
 */
export function voidWithoutScore(labels: Uint8Array, scores: Float32Array): Uint8Array {
  if (!scores.some(Number.isNaN)) return labels;
  return labels.map((label, i) => (Number.isNaN(scores[i]) ? IGNORE : label));
}

/**
 * The exact histogram of one image, a bin per float; `scores` and `labels` `[H,W]`. Sorting one
 * image is cheap, keeps its own metrics exact, and hands the pooled histogram its pixels in order.
 * @throws AnomalensError `score-size`, `score-unreadable` (NaN outside void) or `option-invalid` (a
 * label other than 0, 1, 255).
 */
export function imageHistogram(scores: Float32Array, labels: Uint8Array): SparseHistogram {
  const { positives, negatives } = sortedKeys(scores, labels);
  const sparse = emptySparse(32, positives.length + negatives.length);
  let length = 0;
  for (let p = 0, n = 0; p < positives.length || n < negatives.length; length++) {
    const key = Math.min(positives[p] ?? Infinity, negatives[n] ?? Infinity);
    sparse.keys[length] = key;
    const [firstPositive, firstNegative] = [p, n];
    while (positives[p] === key) p++;
    while (negatives[n] === key) n++;
    sparse.positives[length] = p - firstPositive;
    sparse.negatives[length] = n - firstNegative;
  }
  return {
    bits: 32,
    keys: sparse.keys.slice(0, length),
    mixed: sparse.mixed.slice(0, length),
    positives: sparse.positives.slice(0, length),
    negatives: sparse.negatives.slice(0, length),
  };
}

/** Ascending keys of each class. */
function sortedKeys(
  scores: Float32Array,
  labels: Uint8Array,
): { positives: Uint32Array; negatives: Uint32Array } {
  if (scores.length !== labels.length)
    throw new AnomalensError(
      'score-size',
      `The score has ${scores.length} pixels, but its ground truth ${labels.length}.`,
    );
  const bits = new Uint32Array(scores.buffer, scores.byteOffset, scores.length);
  const keys = new Uint32Array(scores.length); // negatives from the start, positives from the end
  let negatives = 0;
  let positives = scores.length;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label === IGNORE) continue;
    if (label !== NORMAL && label !== ANOMALY)
      throw new AnomalensError(
        'option-invalid',
        `The ground truth holds the label ${label}; only 0, 1 and 255 are known.`,
      );
    const score = bits[i] as number;
    if (isNaNBits(score))
      throw new AnomalensError(
        'score-unreadable',
        'The score holds NaN outside the ignored pixels.',
      );
    if (label === ANOMALY) keys[--positives] = keyOfBits(score);
    else keys[negatives++] = keyOfBits(score);
  }
  return {
    positives: keys.subarray(positives).sort(),
    negatives: keys.subarray(0, negatives).sort(),
  };
}
