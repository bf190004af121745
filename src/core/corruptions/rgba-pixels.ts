import type { Size } from '../types';

/** A picture as it is decoded: sRGB, opaque. */
export interface RgbaPixels extends Size {
  /** `[height, width, 4]`. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Red, green and blue of every pixel, in order, become what `change` makes of them; alpha stays. */
export function changeColours({ rgba }: RgbaPixels, change: (value: number) => number): void {
  for (let i = 0; i < rgba.length; i++) if (i % 4 < 3) rgba[i] = change(rgba[i] as number);
}
