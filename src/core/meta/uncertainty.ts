import { fastExp, NEGLIGIBLE } from '../fast-exp';
import { CLASSES } from './feature-names';

const LOG_CLASSES = Math.log(CLASSES);

/**
 * Softmax `[19]` of one pixel's logits, and its uncertainties `[3]`: E = -sum p ln p / ln 19, D = 1
 * - p1 + p2, V = 1 - p1, p1 and p2 being the largest probabilities. E by ln sum exp(z - z1) - sum p
 * (z - z1): no logarithm of a vanishing probability.
 * @returns the most probable class; the lowest index wins ties.
 */
export function pixelUncertainty(
  logits: Float32Array,
  probabilities: Float64Array,
  maps: Float64Array,
): number {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  let winner = 0;
  for (let j = 0; j < CLASSES; j++) {
    const value = logits[j] as number;
    if (value > first) {
      second = first;
      first = value;
      winner = j;
    } else if (value > second) second = value;
  }
  let sum = 0;
  let weighted = 0;
  for (let j = 0; j < CLASSES; j++) {
    const difference = (logits[j] as number) - first;
    const exponential = difference < NEGLIGIBLE ? 0 : fastExp(difference);
    probabilities[j] = exponential;
    sum += exponential;
    weighted += exponential * difference;
  }
  const scale = 1 / sum;
  for (let j = 0; j < CLASSES; j++) (probabilities[j] as number) *= scale;
  maps[0] = Math.max(0, Math.log(sum) - weighted * scale) / LOG_CLASSES;
  maps[1] = 1 - (1 - Math.exp(second - first)) * scale;
  maps[2] = 1 - scale;
  return winner;
}
