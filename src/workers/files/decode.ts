import { AnomalensError } from '#src/core/errors';
import { isGrey16Png } from '#src/core/picture-files/grey16';
import { type JpegExtent, jpegExtent } from '#src/core/picture-files/jpeg-extent';
import { type PictureHeader, sniffPicture } from '#src/core/picture-files/sniff';
import { type Margins, transparentMargins } from '#src/core/picture-files/transparent-margins';
import type { Size } from '#src/core/types';
import type { EncodedPicture, FrameSource } from '#src/protocol/pictures';
import { contextOf } from '#src/workers/files/canvas';
import { corruptBitmap } from '#src/workers/files/corrupt-bitmap';
import { decodeGrey16 } from '#src/workers/files/grey16-picture';
import { type DecodedPicture, type GridSides, onGrid } from '#src/workers/files/on-grid';
import { type PictureFacts, pictureNotices } from '#src/workers/files/picture-notices';
import { turned } from '#src/workers/files/turned';

/** Most JPEGs name their size within this many bytes. */
const HEAD_BYTES = 256 * 1024;

/**
 * Decodes a file. EXIF rotation is always applied, then what the source says of a corruption, before
 * the picture is reduced.
 * @throws AnomalensError `picture-empty`, `picture-unsupported`, `picture-unreadable`,
 * `picture-too-large`.
 */
export async function decodePicture(
  source: EncodedPicture,
  sides?: GridSides,
): Promise<DecodedPicture> {
  const { blob } = source;
  const { header, read } = await readHeader(blob);
  if (isGrey16Png(read)) {
    const { bitmap, stretch } = await decodeGrey16(await readRest(blob, read), header);
    const isTurned = header.orientation > 1;
    const upright = isTurned ? await turnedBitmap(bitmap, header.orientation) : bitmap;
    return placed(
      await seenUnder(source, upright),
      header,
      { stretched: stretch, extent: null },
      sides,
    );
  }
  // The blocks are counted while the browser decodes, 50 MB in a second.
  const decoding = [decodeBitmap(blob, header), extentOf(blob, header, read)] as const;
  const [bitmap, extent] = await Promise.all(decoding);
  const seen = await seenUnder(source, await upright(bitmap, header));
  return placed(seen, header, { stretched: null, extent }, sides);
}

/** The bitmap under the corruption that its source asks for. */
export async function seenUnder(
  { name, corruption }: Pick<FrameSource, 'name' | 'corruption'>,
  bitmap: ImageBitmap,
): Promise<ImageBitmap> {
  return corruption ? corruptBitmap(bitmap, name, corruption) : bitmap;
}

async function extentOf(
  blob: Blob,
  { format }: PictureHeader,
  read: Uint8Array,
): Promise<JpegExtent | null> {
  return format === 'JPEG' ? jpegExtent(await readRest(blob, read)) : null;
}

/** From the file's beginning, or from all of it where that is not enough; with what was read. */
async function readHeader(blob: Blob): Promise<{ header: PictureHeader; read: Uint8Array }> {
  const head = await readBytes(blob.slice(0, HEAD_BYTES));
  const isGif = head[0] === 0x47; // whether it is animated shows only further on
  try {
    if (!isGif || blob.size <= HEAD_BYTES) return { header: sniffPicture(head), read: head };
  } catch (error) {
    if (
      !(error instanceof AnomalensError) ||
      error.code !== 'picture-unreadable' ||
      blob.size <= HEAD_BYTES
    )
      throw error;
  }
  const whole = await readBytes(blob);
  return { header: sniffPicture(whole), read: whole };
}

async function readRest(blob: Blob, read: Uint8Array): Promise<Uint8Array> {
  return read.length === blob.size ? read : readBytes(blob);
}

async function readBytes(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new AnomalensError(
      'picture-unreadable',
      'The file cannot be read any more. It may have been moved or deleted.',
      true,
      { cause },
    );
  }
}

async function decodeBitmap(blob: Blob, header: PictureHeader): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob);
  } catch (cause) {
    const { format, width, height } = header;
    throw new AnomalensError(
      'picture-unreadable',
      `The ${format} file of ${width} x ${height} pixels cannot be decoded: it is truncated or damaged.`,
      false,
      { cause },
    );
  }
}

/** Browsers turn JPEG, PNG and AVIF as EXIF says; Chromium leaves WebP as it is stored. */
async function upright(bitmap: ImageBitmap, header: PictureHeader): Promise<ImageBitmap> {
  if (header.format !== 'WebP' || header.orientation === 1) return bitmap;
  const isTurned = header.orientation > 4 && header.width !== header.height;
  if (isTurned && bitmap.width === header.height) return bitmap; // a browser that does turn it
  return turnedBitmap(bitmap, header.orientation);
}

async function turnedBitmap(bitmap: ImageBitmap, orientation: number): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(turned(bitmap, orientation));
  } finally {
    bitmap.close();
  }
}

/** On its grid, with what happened to it on the way. */
function placed(
  bitmap: ImageBitmap,
  header: PictureHeader,
  known: Pick<PictureFacts, 'stretched' | 'extent'>,
  sides?: GridSides,
): Promise<DecodedPicture> {
  const { orientation, format, width, height } = header;
  const original = { width, height };
  const noticesOf = (size: Size, reducedTo: Size | null) => {
    const margins = header.hasAlpha ? marginsOf(bitmap, reducedTo ?? size) : null;
    return pictureNotices(header, { ...known, size, reducedTo, margins });
  };
  return onGrid(bitmap, { original, orientation, format, noticesOf }, sides);
}

/** On a grid of that size. */
function marginsOf(image: ImageBitmap, { width, height }: Size): Margins | null {
  const drawing = contextOf(new OffscreenCanvas(width, height));
  drawing.drawImage(image, 0, 0, width, height);
  return transparentMargins(drawing.getImageData(0, 0, width, height).data, { width, height });
}
