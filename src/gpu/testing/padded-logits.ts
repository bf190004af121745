import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';

/**
 * `[classes, h, w]` at stride 4, of a network whose input holds `content` and is padded to multiples
 * of 32. `value` gets the index of an element.
 */
export function paddedLogits(
  classes: number,
  content: Size,
  value: (index: number) => number,
): LogitsData {
  const pad = (side: number) => Math.ceil(side / 32) * 32;
  const grid = { ...content, paddedWidth: pad(content.width), paddedHeight: pad(content.height) };
  const [width, height] = [grid.paddedWidth / 4, grid.paddedHeight / 4];
  return {
    data: Float32Array.from({ length: classes * width * height }, (_, i) => value(i)),
    classes,
    width,
    height,
    stride: 4,
    grid,
  };
}
