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
    const above = (rows.lower[y] as number) * width;
    const below = (rows.upper[y] as number) * width;
    const down = rows.fraction[y] as number;
    for (let x = 0; x < target.width; x++, pixel++) {
      const lower = columns.lower[x] as number;
      const upper = columns.upper[x] as number;
      const upperLeft = data[above + lower] as number;
      const upperRight = data[above + upper] as number;
      const left = upperLeft + ((data[below + lower] as number) - upperLeft) * down;
      const right = upperRight + ((data[below + upper] as number) - upperRight) * down;
      result[pixel] = left + (right - left) * (columns.fraction[x] as number);
    }
  }
  return result;
}
