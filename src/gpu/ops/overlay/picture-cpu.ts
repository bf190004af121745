import type { Rgb } from '#src/core/colours/error-colours';
import type { Size, ViewTransform } from '#src/core/types';
import { NEAREST_ABOVE } from './drawing';

export type PicturePixels = Size & { rgba: Uint8ClampedArray };

interface Taps {
  /** Picture pixel below the position. */
  low: Int32Array;
  /** From it to the next, 0 at the last. */
  step: Int32Array;
  /** Weight of the next. */
  part: Float32Array;
}

/**
 * Bilinear taps of one axis for canvas positions `index + shift`, in picture pixels; `size` picture
 * pixels long.
 */
function taps(length: number, size: number, offset: number, scale: number, shift: number): Taps {
  const low = new Int32Array(length);
  const step = new Int32Array(length);
  const part = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const position = Math.min(Math.max((i + 0.5 - offset) / scale + shift - 0.5, 0), size - 1);
    const below = Math.floor(position);
    low[i] = below;
    step[i] = below + 1 < size ? 1 : 0;
    part[i] = position - below;
  }
  return { low, step, part };
}

/** Picture pixel under the centre of each canvas pixel along one axis; -1 outside. */
export function nearestIndices(
  length: number,
  size: number,
  offset: number,
  scale: number,
): Int32Array {
  return Int32Array.from({ length }, (_, i) => {
    const index = Math.floor((i + 0.5 - offset) / scale);
    return index < 0 || index >= size ? -1 : index;
  });
}

/**
 * The picture on the canvas as RGBA bytes `[canvas.height, canvas.width, 4]`: bilinear, the mean of
 * four taps when reduced, nearest above 200 %, `background` around it. It depends on the view only,
 * so panes and slider steps share it.
 */
export function pictureCpu(
  picture: PicturePixels,
  canvas: Size,
  transform: ViewTransform,
  background: Rgb,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, rgba } = picture;
  const { scale, offsetX, offsetY } = transform;
  const result = new Uint8ClampedArray(canvas.width * canvas.height * 4);
  const words = new Uint32Array(result.buffer);
  words.fill((255 << 24) | (background[2] << 16) | (background[1] << 8) | background[0]);
  const columns = nearestIndices(canvas.width, width, offsetX, scale);
  const rows = nearestIndices(canvas.height, height, offsetY, scale);
  const shifts = scale > NEAREST_ABOVE || scale >= 1 ? [0] : [-0.25 / scale, 0.25 / scale];
  const across = shifts.map((shift) => taps(canvas.width, width, offsetX, scale, shift));
  const down = shifts.map((shift) => taps(canvas.height, height, offsetY, scale, shift));
  const weight = 1 / (shifts.length * shifts.length);

  for (let cy = 0; cy < canvas.height; cy++) {
    const y = rows[cy] as number;
    if (y < 0) continue;
    for (let cx = 0, target = cy * canvas.width * 4; cx < canvas.width; cx++, target += 4) {
      const x = columns[cx] as number;
      if (x < 0) continue;
      if (scale > NEAREST_ABOVE) {
        const source = (y * width + x) * 4;
        result[target] = rgba[source] as number;
        result[target + 1] = rgba[source + 1] as number;
        result[target + 2] = rgba[source + 2] as number;
        continue;
      }
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < down.length; j++) {
        const vertical = down[j] as Taps;
        const fy = vertical.part[cy] as number;
        const row = (vertical.low[cy] as number) * width;
        const below = (vertical.step[cy] as number) * width * 4;
        for (let i = 0; i < across.length; i++) {
          const horizontal = across[i] as Taps;
          const fx = horizontal.part[cx] as number;
          const a = (row + (horizontal.low[cx] as number)) * 4;
          const b = a + (horizontal.step[cx] as number) * 4;
          const upperLeft = (1 - fx) * (1 - fy);
          const upperRight = fx * (1 - fy);
          const lowerLeft = (1 - fx) * fy;
          const lowerRight = fx * fy;
          red +=
            upperLeft * (rgba[a] as number) +
            upperRight * (rgba[b] as number) +
            lowerLeft * (rgba[a + below] as number) +
            lowerRight * (rgba[b + below] as number);
          green +=
            upperLeft * (rgba[a + 1] as number) +
            upperRight * (rgba[b + 1] as number) +
            lowerLeft * (rgba[a + below + 1] as number) +
            lowerRight * (rgba[b + below + 1] as number);
          blue +=
            upperLeft * (rgba[a + 2] as number) +
            upperRight * (rgba[b + 2] as number) +
            lowerLeft * (rgba[a + below + 2] as number) +
            lowerRight * (rgba[b + below + 2] as number);
        }
      }
      result[target] = red * weight;
      result[target + 1] = green * weight;
      result[target + 2] = blue * weight;
    }
  }
  return result;
}
