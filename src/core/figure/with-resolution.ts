import { crc32 } from '#src/core/compression/crc32';
import { joined, pngChunks, pngOf } from '#src/core/png/png-chunks';

const METRES_PER_INCH = 0.0254;

function chunkOf(type: string, data: Uint8Array) {
  const body = joined([new TextEncoder().encode(type), data]);
  const number = (value: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value);
    return bytes;
  };
  return { type, data, whole: joined([number(data.length), body, number(crc32(body))]) };
}

/**
 * A PNG that says how large it is printed (its `pHYs` chunk, PNG specification 11.3.4.3).
 * @param dotsPerInch more than 0. @returns the bytes as they are where they are no PNG.
 */
export function withResolution(bytes: Uint8Array, dotsPerInch: number): Uint8Array {
  const [head, ...others] = pngChunks(bytes) ?? [];
  if (!head) return bytes;
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const perMetre = Math.round(dotsPerInch / METRES_PER_INCH);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  data[8] = 1; // the unit is the metre
  return pngOf([head, chunkOf('pHYs', data), ...others.filter(({ type }) => type !== 'pHYs')]);
}
