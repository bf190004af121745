import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { logitTaps } from '#src/gpu/ops/scores/sampling';

/**
 * Mean and deviation of a pixel's largest logit, per predicted class `[classes]`, measured on the
 * training pictures.
 */
export interface MaxLogitStatistics {
  mean: readonly number[];
  variance: readonly number[];
}

/**
 * Standardised max logit `[target.height, target.width]` (Jung et al. 2021; methods.md 1.1): `-(L -
 * mean_c) / sqrt(variance_c)` with the largest logit L and its class c. Logits are sampled
 * bilinearly with half-pixel centres, the padding cropped.
 */
export function smlCpu(
  logits: LogitsData,
  target: Size,
  { mean, variance }: MaxLogitStatistics,
): Float32Array {
  const { data, classes, width, height } = logits;
  const { columns, rows } = logitTaps(target, logits.grid, logits.stride);
  const plane = width * height;
  const perDeviation = variance.map((value) => 1 / Math.sqrt(value));
  const score = new Float32Array(target.width * target.height);
  for (let y = 0, pixel = 0; y < target.height; y++) {
    const above = (rows.lower[y] as number) * width;
    const below = (rows.upper[y] as number) * width;
    const down = rows.fraction[y] as number;
    for (let x = 0; x < target.width; x++, pixel++) {
      const lower = columns.lower[x] as number;
      const upper = columns.upper[x] as number;
      const along = columns.fraction[x] as number;
      let largest = Number.NEGATIVE_INFINITY;
      let winner = 0;
      for (let c = 0, base = 0; c < classes; c++, base += plane) {
        const upperLeft = data[base + above + lower] as number;
        const upperRight = data[base + above + upper] as number;
        const left = upperLeft + ((data[base + below + lower] as number) - upperLeft) * down;
        const right = upperRight + ((data[base + below + upper] as number) - upperRight) * down;
        const value = left + (right - left) * along;
        if (value > largest) {
          largest = value;
          winner = c;
        }
      }
      score[pixel] = ((mean[winner] as number) - largest) * (perDeviation[winner] as number);
    }
  }
  return score;
}
