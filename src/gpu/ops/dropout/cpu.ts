import type { LogitsData } from '#src/gpu/ops/scores/cpu';

/** The last 1x1 convolution of a network. */
export interface Classifier {
  /** `[classes, channels]`, row-major. */
  weight: readonly number[];
  bias: readonly number[];
}

/** What is read off the passes, as fractions of ln q; in the order of the kernel. */
export const DROPOUT_STATISTICS = [
  'mutual-information',
  'predictive-entropy',
  'expected-entropy',
] as const;
export type DropoutStatistic = (typeof DROPOUT_STATISTICS)[number];

/**
 * Sums over the passes, `[classes + 1, height, width]`: the probabilities, then the entropy in
 * nats.
 */
export function dropoutSums({ width, height }: LogitsData, { bias }: Classifier): Float32Array {
  return new Float32Array((bias.length + 1) * width * height);
}

/**
 * Adds one pass of Monte Carlo dropout on the classifier's input (Gal and Ghahramani 2016;
 * methods.md 1.4): p = softmax(W (m f) + b).
 * @param features f `[channels, height, width]`. @param mask m `[channels]`.
 */
export function addDropoutPassCpu(
  features: LogitsData,
  { weight, bias }: Classifier,
  mask: Float32Array,
  sums: Float32Array,
): void {
  const { data, classes: channels, width, height } = features;
  const plane = width * height;
  const q = bias.length;
  const kept = Array.from(mask.keys()).filter((k) => mask[k] !== 0);
  const masked = Float64Array.from({ length: q * kept.length }, (_, i) => {
    const k = kept[i % kept.length] as number;
    return (weight[Math.floor(i / kept.length) * channels + k] as number) * (mask[k] as number);
  });
  const feature = new Float64Array(kept.length);
  const z = new Float64Array(q);
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let j = 0; j < kept.length; j++)
      feature[j] = data[(kept[j] as number) * plane + pixel] as number;
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0, i = 0; c < q; c++) {
      let sum = bias[c] as number;
      for (let j = 0; j < kept.length; j++) sum += (masked[i++] as number) * (feature[j] as number);
      z[c] = sum;
      if (sum > largest) largest = sum;
    }
    let total = 0;
    let weighted = 0;
    for (let c = 0; c < q; c++) {
      const difference = (z[c] as number) - largest;
      const exponential = Math.exp(difference);
      z[c] = exponential;
      total += exponential;
      weighted += exponential * difference;
    }
    for (let c = 0; c < q; c++) (sums[c * plane + pixel] as number) += (z[c] as number) / total;
    (sums[q * plane + pixel] as number) += Math.log(total) - weighted / total;
  }
}

/** One statistic `[height, width]` of the sums of `passes` passes, as a fraction of ln q. */
export function dropoutStatisticCpu(
  sums: Float32Array,
  classes: number,
  passes: number,
  statistic: DropoutStatistic,
): Float32Array {
  const plane = sums.length / (classes + 1);
  const result = new Float32Array(plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    let predictive = 0; // entropy of the mean probabilities
    for (let c = 0; c < classes; c++) {
      const p = (sums[c * plane + pixel] as number) / passes;
      if (p > 0) predictive -= p * Math.log(p);
    }
    // Mean of the passes' entropies.
    const expected = (sums[classes * plane + pixel] as number) / passes;
    const ways = {
      'predictive-entropy': predictive,
      'expected-entropy': expected,
      'mutual-information': predictive - expected,
    };
    result[pixel] = Math.max(0, ways[statistic]) / Math.log(classes);
  }
  return result;
}
