/**
 * Coefficients of PIL's antialiased BILINEAR resize (triangle filter), in its 22-bit fixed point.
 * Source: Pillow, `Resample.c` (`precompute_coeffs`, `normalize_coeffs_8bpc`); PIL is the reference of all three languages.
 */
export const PRECISION_BITS = 22;

export interface ResampleAxis {
  /** First source index per output index `[output]`. */
  first: Int32Array<ArrayBuffer>;
  /** Number of taps per output index `[output]`. */
  count: Int32Array<ArrayBuffer>;
  /** Fixed-point weights `[output, taps]`, rows padded with zeros. */
  weights: Int32Array<ArrayBuffer>;
  taps: number;
}

/** The taps that reduce or enlarge `input` samples to `output` samples, half-pixel centres. */
export function resampleAxis(input: number, output: number): ResampleAxis {
  const scale = input / output;
  const filterScale = Math.max(scale, 1);
  const support = filterScale; // the triangle's own support is 1
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(output);
  const count = new Int32Array(output);
  const weights = new Int32Array(output * taps);
  const raw = new Float64Array(taps);
  for (let index = 0; index < output; index++) {
    const centre = (index + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(input, Math.trunc(centre + support + 0.5));
    let total = 0;
    for (let tap = 0; tap < end - begin; tap++) {
      raw[tap] = Math.max(0, 1 - Math.abs((tap + begin - centre + 0.5) / filterScale));
      total += raw[tap];
    }
    first[index] = begin;
    count[index] = end - begin;
    for (let tap = 0; tap < end - begin; tap++) {
      weights[index * taps + tap] = Math.trunc(0.5 + (raw[tap] / total) * (1 << PRECISION_BITS));
    }
  }
  return { first, count, weights, taps };
}
