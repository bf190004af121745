import { changeColours, type RgbaPixels } from './rgba-pixels';

/**
 * A shorter exposure: linear light is divided by `2 ^ stops`, encoded and rounded; the pixels are
 * changed where they lie. No noise of a sensor comes with it. Source of the curve: IEC 61966-2-1
 * (sRGB).
 * @param stops at least 0.
 */
export function darken(pixels: RgbaPixels, stops: number): void {
  const table = Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => 255 * encoded(decoded(value / 255) / 2 ** stops),
  );
  changeColours(pixels, (value) => table[value] as number);
}

/** From sRGB 0..1 to linear light 0..1. */
function decoded(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}
