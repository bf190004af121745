/** One axis of an antialiased triangle filter: which input samples an output sample is made of. */
export interface TriangleAxis {
  /** First source index per output index `[output]`. */
  first: Int32Array<ArrayBuffer>;
  /** Number of taps per output index `[output]`. */
  count: Int32Array<ArrayBuffer>;
  /** Weights `[output, taps]` that sum to 1 per row, padded with zeros. */
  weights: Float64Array<ArrayBuffer>;
  taps: number;
}

/**
 * The taps that reduce or enlarge `input` samples to `output` samples, half-pixel centres: PIL's
 * BILINEAR, the reference of all three languages. Source: Pillow, `Resample.c`
 * (`precompute_coeffs`).
 */
export function triangleAxis(input: number, output: number): TriangleAxis {
  const scale = input / output;
  const filterScale = Math.max(scale, 1);
  const support = filterScale; // the triangle's own support is 1
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(output);
  const count = new Int32Array(output);
  const weights = new Float64Array(output * taps);
  for (let index = 0; index < output; index++) {
    const centre = (index + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(input, Math.trunc(centre + support + 0.5));
    const row = weights.subarray(index * taps, index * taps + end - begin);
    let total = 0;
    for (let tap = 0; tap < row.length; tap++) {
      const weight = Math.max(0, 1 - Math.abs((tap + begin - centre + 0.5) / filterScale));
      row[tap] = weight;
      total += weight;
    }
    for (let tap = 0; tap < row.length; tap++) (row[tap] as number) /= total;
    first[index] = begin;
    count[index] = end - begin;
  }
  return { first, count, weights, taps };
}
