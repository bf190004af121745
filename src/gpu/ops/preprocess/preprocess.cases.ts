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
function picture(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    for (let c = 0; c < 3; c++)
      rgba[4 * i + c] = (x * x * 7 + y * y * 5 + x * y * (c + 3) + 60 * c) % 256;
  }
  return rgba;
}

export const RESIZE_CASES: ResizeCase[] = golden.map(({ from, to, rgb }) => ({
  name: `${from.join('x')} to ${to.join('x')}`,
  from: { width: from[0], height: from[1] },
  to: { width: to[0], height: to[1] },
  rgba: picture(from[0], from[1]),
  expected: Uint8Array.from(rgb),
}));

export const MEAN = [0.485, 0.456, 0.406];
export const STD = [0.229, 0.224, 0.225];
