import type { Size } from '#src/core/types';
import golden from './pil.golden.json';

export interface ResizeCase {
  name: string;
  from: Size;
  to: Size;
  rgba: Uint8ClampedArray<ArrayBuffer>;
  /** PIL's bytes `[to.height, to.width, 3]`. */
  expected: Uint8Array;
}

/** The formula of scripts/make-resize-golden.py, with opaque alpha. */
function picture({ width, height }: Size): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    for (let c = 0; c < 3; c++)
      rgba[4 * i + c] = (x * x * 7 + y * y * 5 + x * y * (c + 3) + 60 * c) % 256;
  }
  return rgba;
}

const sizeOf = ([width, height]: number[]) => ({ width, height }) as Size;

export const RESIZE_CASES: ResizeCase[] = golden.map(({ from, to, rgb }) => ({
  name: `${from.join('x')} to ${to.join('x')}`,
  from: sizeOf(from),
  to: sizeOf(to),
  rgba: picture(sizeOf(from)),
  expected: Uint8Array.from(rgb),
}));

export const MEAN = [0.485, 0.456, 0.406];
export const STD = [0.229, 0.224, 0.225];
