/** Weighted standardisation to unit covariance, so that one step size suits every direction. */
import { cholesky } from '#src/core/cholesky';

/** Share of the mean variance that is added to every channel's, so that the factor exists. */
const RIDGE = 1e-3;
const SMALLEST = 1e-12;

export interface Whitening {
  /** `[channels]` */
  mean: Float64Array;
  /** Lower factor `[channels, channels]` of the covariance. */
  factor: Float64Array;
}

/** @param x `[n, channels]` row by row. @param weights `[n]`, summing to 1. */
export function whiteningOf(x: Float64Array, weights: Float64Array, channels: number): Whitening {
  const mean = new Float64Array(channels);
  for (const [i, weight] of weights.entries())
    for (let c = 0; c < channels; c++)
      (mean[c] as number) += weight * (x[i * channels + c] as number);
  const covariance = new Float64Array(channels * channels);
  const centred = new Float64Array(channels);
  for (const [i, weight] of weights.entries()) {
    for (let c = 0; c < channels; c++)
      centred[c] = (x[i * channels + c] as number) - (mean[c] as number);
    for (let a = 0; a < channels; a++) {
      const scaled = weight * (centred[a] as number);
      for (let b = 0; b <= a; b++)
        (covariance[a * channels + b] as number) += scaled * (centred[b] as number);
    }
  }
  let trace = 0;
  for (let c = 0; c < channels; c++) trace += covariance[c * channels + c] as number;
  for (let c = 0; c < channels; c++)
    (covariance[c * channels + c] as number) += (RIDGE * trace) / channels + SMALLEST;
  return { mean, factor: cholesky(covariance, channels) };
}

/** `L^-1 (x - mean)` of every row, in place of it. */
export function whiten(x: Float64Array, { mean, factor }: Whitening): void {
  const channels = mean.length;
  for (let start = 0; start < x.length; start += channels) {
    for (let row = 0; row < channels; row++) {
      let rest = (x[start + row] as number) - (mean[row] as number);
      for (let k = 0; k < row; k++)
        rest -= (factor[row * channels + k] as number) * (x[start + k] as number);
      x[start + row] = rest / (factor[row * channels + row] as number);
    }
  }
}

/**
 * A linear map of whitened rows as one of the rows themselves: the W `[outputs, channels]` with `W
 * L = A`, and `c - W mean`.
 */
export function unwhiten(
  a: Float64Array,
  c: Float64Array,
  { mean, factor }: Whitening,
): { weights: number[]; bias: number[] } {
  const channels = mean.length;
  const weights = Float64Array.from(a);
  const bias = Array.from(c);
  for (let o = 0; o < c.length; o++) {
    const row = weights.subarray(o * channels, (o + 1) * channels);
    for (let k = channels - 1; k >= 0; k--) {
      for (let later = k + 1; later < channels; later++)
        (row[k] as number) -= (row[later] as number) * (factor[later * channels + k] as number);
      (row[k] as number) /= factor[k * channels + k] as number;
    }
    for (let k = 0; k < channels; k++)
      (bias[o] as number) -= (row[k] as number) * (mean[k] as number);
  }
  return { weights: Array.from(weights), bias };
}
