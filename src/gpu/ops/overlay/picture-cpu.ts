import type { Rgb } from '#src/core/error-colours';
import type { Size, ViewTransform } from '#src/core/types';
import { NEAREST_ABOVE } from './drawing';

export type PicturePixels = Size & { rgba: Uint8ClampedArray };

/**
 * Bilinear taps of one axis for canvas positions `index + shift`, in picture pixels; `size` picture
 * pixels long.
 */
function taps(length: number, size: number, offset: number, scale: number, shift: number) {
  const low = new Int32Array(length);
  const step = new Int32Array(length);
  const part = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const position = Math.min(Math.max((i + 0.5 - offset) / scale + shift - 0.5, 0), size - 1);
    low[i] = Math.floor(position);
    step[i] = low[i] + 1 < size ? 1 : 0;
    part[i] = position - low[i];
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
    if (rows[cy] < 0) continue;
    for (let cx = 0, target = cy * canvas.width * 4; cx < canvas.width; cx++, target += 4) {
      if (columns[cx] < 0) continue;
      if (scale > NEAREST_ABOVE) {
        const source = (rows[cy] * width + columns[cx]) * 4;
        result[target] = rgba[source];
        result[target + 1] = rgba[source + 1];
        result[target + 2] = rgba[source + 2];
        continue;
      }
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let j = 0; j < down.length; j++) {
        const fy = down[j].part[cy];
        const row = down[j].low[cy] * width;
        const below = down[j].step[cy] * width * 4;
        for (let i = 0; i < across.length; i++) {
          const fx = across[i].part[cx];
          const a = (row + across[i].low[cx]) * 4;
          const b = a + across[i].step[cx] * 4;
          const upperLeft = (1 - fx) * (1 - fy);
          const upperRight = fx * (1 - fy);
          const lowerLeft = (1 - fx) * fy;
          const lowerRight = fx * fy;
          red +=
            upperLeft * rgba[a] +
            upperRight * rgba[b] +
            lowerLeft * rgba[a + below] +
            lowerRight * rgba[b + below];
          green +=
            upperLeft * rgba[a + 1] +
            upperRight * rgba[b + 1] +
            lowerLeft * rgba[a + below + 1] +
            lowerRight * rgba[b + below + 1];
          blue +=
            upperLeft * rgba[a + 2] +
            upperRight * rgba[b + 2] +
            lowerLeft * rgba[a + below + 2] +
            lowerRight * rgba[b + below + 2];
        }
      }
      result[target] = red * weight;
      result[target + 1] = green * weight;
      result[target + 2] = blue * weight;
    }
  }
  return result;
}
