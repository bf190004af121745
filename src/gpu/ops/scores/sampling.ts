import type { NetworkGrid, Size } from '#src/core/types';

/** Bilinear taps of one axis: picture index to two logit indices and the weight of the second. */
export interface AxisTaps {
  lower: Int32Array<ArrayBuffer>;
  upper: Int32Array<ArrayBuffer>;
  fraction: Float32Array<ArrayBuffer>;
}

/**
 * Half-pixel bilinear sampling from `size` picture pixels to logits that cover `content` network
 * pixels at `stride`. The padding is cropped: no tap lies beyond the last logit column that the
 * content touches.
 */
export function axisTaps(size: number, content: number, stride: number): AxisTaps {
  const valid = Math.ceil(content / stride);
  const step = content / stride / size;
  const lower = new Int32Array(size);
  const upper = new Int32Array(size);
  const fraction = new Float32Array(size);
  for (let index = 0; index < size; index++) {
    const position = Math.min(Math.max((index + 0.5) * step - 0.5, 0), valid - 1);
    const below = Math.floor(position);
    lower[index] = below;
    upper[index] = Math.min(below + 1, valid - 1);
    fraction[index] = position - below;
  }
  return { lower, upper, fraction };
}

/** Taps of both axes for logits of a padded network grid on a picture of `target` pixels. */
export function logitTaps(
  target: Size,
  grid: NetworkGrid,
  stride: number,
): { columns: AxisTaps; rows: AxisTaps } {
  return {
    columns: axisTaps(target.width, grid.width, stride),
    rows: axisTaps(target.height, grid.height, stride),
  };
}

/** For a kernel, one `vec4f` per index: lower and upper index as bits, and the fraction. */
export function packTaps({ lower, upper, fraction }: AxisTaps): Float32Array<ArrayBuffer> {
  const floats = new Float32Array(lower.length * 4);
  const bits = new Uint32Array(floats.buffer);
  for (let i = 0; i < lower.length; i++) {
    bits[4 * i] = lower[i] as number;
    bits[4 * i + 1] = upper[i] as number;
    floats[4 * i + 2] = fraction[i] as number;
  }
  return floats;
}
