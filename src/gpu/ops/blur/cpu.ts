import type { Size } from '#src/core/types';

/** Gaussian of sigma 1 at 7 taps, exp(−x² / 2) for x = −3..3, normalised to a sum of 1. */
export const GAUSSIAN_7: readonly number[] = (() => {
  const raw = Array.from({ length: 7 }, (_, i) => Math.exp(-((i - 3) ** 2) / 2));
  const total = raw.reduce((a, b) => a + b);
  return raw.map((value) => value / total);
})();

/**
 * Index reflected at both ends without repeating the edge (`-1` is `1`), for any offset and any
 * length.
 */
export function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const wrapped = ((index % period) + period) % period;
  return wrapped < length ? wrapped : period - wrapped;
}

/**
 * Gaussian blur of a score map `[H, W]`, 7x7, sigma 1, reflect padding: rows, then columns, in
 * float32.
 */
export function blurCpu(score: Float32Array, { width, height }: Size): Float32Array {
  const rows = new Float32Array(score.length);
  const result = new Float32Array(score.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = -3; tap <= 3; tap++)
        sum +=
          (GAUSSIAN_7[tap + 3] as number) * (score[y * width + reflect(x + tap, width)] as number);
      rows[y * width + x] = sum;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let tap = -3; tap <= 3; tap++) {
      const source = reflect(y + tap, height) * width;
      const weight = GAUSSIAN_7[tap + 3] as number;
      for (let x = 0; x < width; x++)
        (result[y * width + x] as number) += weight * (rows[source + x] as number);
    }
  }
  return result;
}
