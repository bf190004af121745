import type { NetworkGrid, Size } from '#src/core/types';
import { PRECISION_BITS, type ResampleAxis, resampleAxis } from './resample';

const HALF = 1 << (PRECISION_BITS - 1);

/**
 * One horizontal pass over RGBA bytes: `[h, from.width, 4]` to `[h, output, 3]`, rounded to bytes
 * as PIL does.
 */
function resizeRows(
  rgba: Uint8ClampedArray,
  from: Size,
  axis: ResampleAxis,
  output: number,
): Uint8Array {
  const { first, count, weights, taps } = axis;
  const result = new Uint8Array(from.height * output * 3);
  for (let y = 0, target = 0; y < from.height; y++) {
    const row = y * from.width * 4;
    for (let x = 0; x < output; x++, target += 3) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let source = row + (first[x] as number) * 4;
      const end = x * taps + (count[x] as number);
      for (let tap = x * taps; tap < end; tap++, source += 4) {
        const weight = weights[tap] as number;
        red += (rgba[source] as number) * weight;
        green += (rgba[source + 1] as number) * weight;
        blue += (rgba[source + 2] as number) * weight;
      }
      result[target] = red >> PRECISION_BITS;
      result[target + 1] = green >> PRECISION_BITS;
      result[target + 2] = blue >> PRECISION_BITS;
    }
  }
  return result;
}

/** One vertical pass over RGB bytes: `[height, width, 3]` to `[output, width, 3]`. */
function resizeColumns(
  rgb: Uint8Array,
  width: number,
  axis: ResampleAxis,
  output: number,
): Uint8Array {
  const { first, count, weights, taps } = axis;
  const stride = width * 3;
  const result = new Uint8Array(output * stride);
  const sums = new Int32Array(stride);
  for (let y = 0; y < output; y++) {
    sums.fill(HALF);
    const tapsOfRow = count[y] as number;
    for (let tap = 0; tap < tapsOfRow; tap++) {
      const weight = weights[y * taps + tap] as number;
      const source = ((first[y] as number) + tap) * stride;
      for (let i = 0; i < stride; i++) (sums[i] as number) += (rgb[source + i] as number) * weight;
    }
    const target = y * stride;
    for (let i = 0; i < stride; i++) result[target + i] = (sums[i] as number) >> PRECISION_BITS;
  }
  return result;
}

/**
 * Antialiased resize of RGBA bytes `[h, w, 4]` to RGB bytes `[target.height, target.width, 3]`,
 * equal byte for byte to PIL's `resize(..., BILINEAR)` of the opaque picture. Alpha is not read:
 * pictures are composited when decoded.
 */
export function resizeCpu(rgba: Uint8ClampedArray, from: Size, target: Size): Uint8Array {
  const rows = resizeRows(rgba, from, resampleAxis(from.width, target.width), target.width);
  return resizeColumns(rows, target.width, resampleAxis(from.height, target.height), target.height);
}

/**
 * Network input `[3, paddedHeight, paddedWidth]`: `(byte / 255 - mean) / std`, zeros in the
 * padding.
 */
export function preprocessCpu(
  rgba: Uint8ClampedArray,
  from: Size,
  grid: NetworkGrid,
  mean: readonly number[],
  std: readonly number[],
): Float32Array {
  const rgb = resizeCpu(rgba, from, grid);
  const plane = grid.paddedWidth * grid.paddedHeight;
  const result = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const table = new Float32Array(256);
    for (let byte = 0; byte < 256; byte++)
      table[byte] = (byte / 255 - (mean[channel] as number)) / (std[channel] as number);
    for (let y = 0; y < grid.height; y++) {
      let target = channel * plane + y * grid.paddedWidth;
      let source = y * grid.width * 3 + channel;
      for (let x = 0; x < grid.width; x++, source += 3)
        result[target++] = table[rgb[source] as number] as number;
    }
  }
  return result;
}
