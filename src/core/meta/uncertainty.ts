import { CLASSES } from './feature-names';

const LOG_CLASSES = Math.log(CLASSES);

/**
 * Softmax `[19]` of one pixel's logits, and its uncertainties `[3]`: E = -sum p ln p / ln 19, D = 1 - p1 + p2, V = 1 - p1,
 * p1 and p2 being the largest probabilities. E by ln sum exp(z - z1) - sum p (z - z1): no logarithm of a vanishing probability.
 */
export function pixelUncertainty(logits: Float32Array, probabilities: Float64Array, maps: Float64Array): void {
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < logits.length; j++) {
    if (logits[j] > first) {
      second = first;
      first = logits[j];
    } else if (logits[j] > second) second = logits[j];
  }
  let sum = 0;
  let weighted = 0;
  for (let j = 0; j < logits.length; j++) {
    const difference = logits[j] - first;
    const exponential = Math.exp(difference);
    probabilities[j] = exponential;
    sum += exponential;
    weighted += exponential * difference;
  }
  for (let j = 0; j < logits.length; j++) probabilities[j] /= sum;
  maps[0] = Math.max(0, Math.log(sum) - weighted / sum) / LOG_CLASSES;
  maps[1] = 1 - (1 - Math.exp(second - first)) / sum;
  maps[2] = 1 - 1 / sum;
}
