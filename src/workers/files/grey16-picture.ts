import { decode as decodePng } from 'fast-png';
import { AnomalensError } from '#src/core/errors';
import { stretchGrey } from '#src/core/grey16';
import type { PictureHeader } from '#src/core/sniff';
import type { Range } from '#src/core/types';

/**
 * A 16-bit grey PNG as a bitmap, not turned yet. Browsers cut 16 bits to 8, which leaves a thermal
 * picture one grey.
 * @returns the values that are black and white in it. @throws AnomalensError `picture-unreadable`.
 */
export async function decodeGrey16(
  bytes: Uint8Array,
  { width, height }: PictureHeader,
): Promise<{ bitmap: ImageBitmap; range: Range }> {
  const { grey, range } = stretchGrey(samplesOf(bytes));
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  // Bytes from the lowest on: red, green, blue, alpha.
  for (let i = 0; i < grey.length; i++)
    words[i] = (0xff000000 | ((grey[i] as number) * 0x010101)) >>> 0;
  return { bitmap: await createImageBitmap(pixels), range };
}

function samplesOf(bytes: Uint8Array): Uint16Array {
  try {
    return decodePng(bytes, { checkCrc: true }).data as Uint16Array;
  } catch (cause) {
    throw new AnomalensError(
      'picture-unreadable',
      'The PNG cannot be decoded: it is truncated or damaged.',
      false,
      { cause },
    );
  }
}
