import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { logitTaps } from '#src/gpu/ops/scores/sampling';

/**
 * The first channel of a network output on the picture grid, `[target.height, target.width]`:
 * bilinear with half-pixel centres, the padding cropped, as the logits are sampled.
 */
export function upsampleCpu(output: LogitsData, target: Size): Float32Array {
  const { columns, rows } = logitTaps(target, output.grid, output.stride);
  const { data, width } = output;
  const result = new Float32Array(target.width * target.height);
  for (let y = 0, pixel = 0; y < target.height; y++) {
    const above = rows.lower[y] * width;
    const below = rows.upper[y] * width;
    const down = rows.fraction[y];
    for (let x = 0; x < target.width; x++, pixel++) {
      const [lower, upper] = [columns.lower[x], columns.upper[x]];
      const left = data[above + lower] + (data[below + lower] - data[above + lower]) * down;
      const right = data[above + upper] + (data[below + upper] - data[above + upper]) * down;
      result[pixel] = left + (right - left) * columns.fraction[x];
    }
  }
  return result;
}
