import { AnomalensError } from '#src/core/errors';
import { type Stretch, stretchGrey } from '#src/core/picture-files/grey16';
import type { PictureHeader } from '#src/core/picture-files/sniff';
import { decodePng, PngError } from '#src/core/png/decode-png';

const OPAQUE = 0xff000000;

/**
 * A 16-bit grey PNG as a bitmap, not turned yet. Browsers cut 16 bits to 8, which leaves a thermal
 * picture one grey. The value that tRNS names is transparent.
 * @returns the values that are black and white in it. @throws AnomalensError `picture-unreadable`,
 * `picture-too-large`.
 */
export async function decodeGrey16(
  bytes: Uint8Array,
  { width, height }: PictureHeader,
): Promise<{ bitmap: ImageBitmap; stretch: Stretch }> {
  const { values, transparent } = samplesOf(bytes);
  const { grey, stretch } = stretchGrey(values, transparent);
  const pixels = new ImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  // Bytes from the lowest on: red, green, blue, alpha.
  for (let i = 0; i < grey.length; i++)
    if (values[i] !== transparent) words[i] = (OPAQUE | ((grey[i] as number) * 0x010101)) >>> 0;
  return { bitmap: await createImageBitmap(pixels), stretch };
}

function samplesOf(bytes: Uint8Array): { values: Uint16Array; transparent: number | null } {
  try {
    const { data, transparency } = decodePng(bytes, ['tRNS']);
    return { values: data as Uint16Array, transparent: transparency?.[0] ?? null };
  } catch (cause) {
    if (!(cause instanceof PngError)) throw cause;
    throw new AnomalensError(
      'picture-unreadable',
      `The picture cannot be decoded: ${cause.message}.`,
      false,
      { cause },
    );
  }
}
