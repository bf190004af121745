import { numberToHalf } from '#src/core/score-files/half-float';
import type { Size } from '#src/core/types';
import type { CardInput } from './card';

export interface InputTensor {
  dtype: CardInput['dtype'];
  /** Half floats as their bits. */
  data: Float32Array | Uint16Array | Uint8Array;
  dims: number[];
}

/**
 * A normalised picture as a network's input has it.
 * @param planes `[3, height, width]`, red first.
 */
export function inputValues(
  { layout, dtype, colour }: Pick<CardInput, 'layout' | 'dtype' | 'colour'>,
  planes: Float32Array,
  { width, height }: Size,
): InputTensor {
  const area = width * height;
  const isPlanar = layout.endsWith('CHW');
  const dims = isPlanar ? [3, height, width] : [height, width, 3];
  const shape = { dtype, dims: layout.startsWith('N') ? [1, ...dims] : dims };
  if (isPlanar && colour === 'rgb' && dtype === 'float32') return { ...shape, data: planes };
  const data =
    dtype === 'float32'
      ? new Float32Array(3 * area)
      : dtype === 'float16'
        ? new Uint16Array(3 * area)
        : new Uint8Array(3 * area);
  const store =
    dtype === 'float32'
      ? (value: number) => value
      : dtype === 'float16'
        ? numberToHalf
        : (value: number) => Math.min(255, Math.max(0, Math.round(value)));
  for (let channel = 0; channel < 3; channel++) {
    const target = colour === 'rgb' ? channel : 2 - channel;
    const plane = planes.subarray(channel * area, (channel + 1) * area);
    if (isPlanar)
      for (let i = 0; i < area; i++) data[target * area + i] = store(plane[i] as number);
    else for (let i = 0; i < area; i++) data[3 * i + target] = store(plane[i] as number);
  }
  return { ...shape, data };
}
