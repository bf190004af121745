import { corrupt } from '#src/core/corruptions/corrupt';
import type { Corruption } from '#src/core/corruptions/corruption';
import type { RgbaPixels } from '#src/core/corruptions/rgba-pixels';
import { AnomalensError } from '#src/core/errors';
import { contextOf, drawOn } from '#src/workers/files/canvas';

/**
 * A picture of the given one's size under a corruption; the given one is closed. A JPEG is of the
 * browser's own encoder.
 * @param name of the picture, from which follows what is random. @throws AnomalensError
 * `out-of-memory`.
 */
export async function corruptBitmap(
  bitmap: ImageBitmap,
  name: string,
  corruption: Corruption,
): Promise<ImageBitmap> {
  return bitmapOf(await corrupt(pixelsOf(bitmap), name, corruption, throughJpeg));
}

async function throughJpeg(pixels: RgbaPixels, quality: number): Promise<RgbaPixels> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  contextOf(canvas).putImageData(imageOf(pixels), 0, 0);
  return pixelsOf(await createImageBitmap(await writtenAs(canvas, quality / 100)));
}

/** A picture that cannot be written is too large for the memory or for the format. */
async function writtenAs(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  try {
    return await canvas.convertToBlob({ type: 'image/jpeg', quality });
  } catch (cause) {
    const { width, height } = canvas;
    const text = `The picture of ${width} x ${height} pixels cannot be written as JPEG.`;
    throw new AnomalensError('out-of-memory', text, true, { cause });
  }
}

/** Closes the picture. */
function pixelsOf(bitmap: ImageBitmap): RgbaPixels {
  const { width, height } = bitmap;
  try {
    const { data } = contextOf(drawOn(bitmap, { width, height })).getImageData(0, 0, width, height);
    return { rgba: data as RgbaPixels['rgba'], width, height };
  } finally {
    bitmap.close();
  }
}

function bitmapOf(pixels: RgbaPixels): Promise<ImageBitmap> {
  return createImageBitmap(imageOf(pixels));
}

function imageOf({ rgba, width, height }: RgbaPixels): ImageData {
  return new ImageData(rgba, width, height);
}
