import { triangleAxis } from '#src/core/resample';

/** Pillow's fixed point for bytes (`normalize_coeffs_8bpc`). */
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

/** The taps of `triangleAxis` for bytes. */
export function resampleAxis(input: number, output: number): ResampleAxis {
  const { weights, ...axis } = triangleAxis(input, output);
  return {
    ...axis,
    weights: Int32Array.from(weights, (weight) => Math.trunc(0.5 + weight * (1 << PRECISION_BITS))),
  };
}
