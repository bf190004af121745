import { withChunk } from '#src/core/png/with-chunk';

const METRES_PER_INCH = 0.0254;

/**
 * A PNG that says how large it is printed (its `pHYs` chunk, PNG specification 11.3.4.3).
 * @param dotsPerInch more than 0. @returns the bytes as they are where they are no PNG.
 */
export function withResolution(bytes: Uint8Array, dotsPerInch: number): Uint8Array {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round(dotsPerInch / METRES_PER_INCH);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1; // the unit is the metre
  return withChunk(bytes, 'pHYs', data);
}
