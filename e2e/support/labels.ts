/** Label files that a test makes up. */
import { encode } from 'fast-png';
import type { MadeFile } from './files';

/** A grey 8-bit PNG of `width x height` whose ids come from `idAt`. */
export function labelFile(
  name: string,
  width: number,
  height: number,
  idAt: (x: number, y: number) => number,
): MadeFile {
  const data = Uint8Array.from({ length: width * height }, (_, index) =>
    idAt(index % width, Math.floor(index / width)),
  );
  return {
    name,
    mimeType: 'image/png',
    buffer: Buffer.from(encode({ width, height, data, channels: 1, depth: 8 })),
  };
}

/** Normal, with a square of anomaly in the upper left and a stripe of `ignored` at the right. */
export const squareLabel = (
  name: string,
  ids: { normal: number; anomaly: number; ignored: number },
  width = 64,
  height = 40,
): MadeFile =>
  labelFile(name, width, height, (x, y) => {
    if (x >= width - 8) return ids.ignored;
    return x < 16 && y < 16 ? ids.anomaly : ids.normal;
  });

/** An 8-bit colour PNG of 64 x 40 with a square of 16 x 16 that differs from the rest. */
export function squareOf(
  name: string,
  channels: 3 | 4,
  square: number[],
  rest: number[],
): MadeFile {
  const data = Uint8Array.from({ length: 64 * 40 * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const isInside = pixel % 64 < 16 && pixel < 16 * 64;
    return (isInside ? square : rest)[i % channels] as number;
  });
  const buffer = Buffer.from(encode({ width: 64, height: 40, data, channels, depth: 8 }));
  return { name, mimeType: 'image/png', buffer };
}
