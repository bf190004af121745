import { AnomalensError } from '#src/core/errors';
import { isGrey16Png } from '#src/core/picture-files/grey16';
import { type JpegExtent, jpegExtent } from '#src/core/picture-files/jpeg-extent';
import { type PictureHeader, sniffPicture } from '#src/core/picture-files/sniff';
import { type Margins, transparentMargins } from '#src/core/picture-files/transparent-margins';
import type { Size } from '#src/core/types';
import type { FrameSource, PictureNotice } from '#src/protocol/pictures';
import { contextOf, drawOn } from '#src/workers/files/canvas';
import { corruptBitmap } from '#src/workers/files/corrupt-bitmap';
import { decodeGrey16 } from '#src/workers/files/grey16-picture';
import { type PictureFacts, pictureNotices } from '#src/workers/files/picture-notices';
import { turned } from '#src/workers/files/turned';

/** Long side of the picture grid: what fits every GPU's textures and keeps a score map at 16 MB. */
const MAX_GRID_SIDE = 2048;
const THUMBNAIL_SIDE = 160;
/** Most JPEGs name their size within this many bytes. */
const HEAD_BYTES = 256 * 1024;

export interface DecodedPicture extends Size {
  /** `[height, width, 4]`, opaque. */
  rgba: Uint8ClampedArray;
  /** In the file, before rotation and reduction. */
  original: Size;
  /** EXIF 1..8, applied already. */
  orientation: number;
  format: string;
  notices: PictureNotice[];
  thumbnail: Blob;
}

/**
 * Decodes a file. EXIF rotation is always applied, then what the source says of a corruption, before
 * the picture is reduced.
 * @throws AnomalensError `picture-empty`, `picture-unsupported`, `picture-unreadable`,
 * `picture-too-large`.
 */
export async function decodePicture(source: FrameSource): Promise<DecodedPicture> {
  const { blob } = source;
  const { header, read } = await readHeader(blob);
  if (isGrey16Png(read)) {
    const { bitmap, stretch } = await decodeGrey16(await readRest(blob, read), header);
    const isTurned = header.orientation > 1;
    const upright = isTurned ? await turnedBitmap(bitmap, header.orientation) : bitmap;
    return finish(await seenAs(source, upright), header, { stretched: stretch, extent: null });
  }
  // The blocks are counted while the browser decodes, 50 MB in a second.
  const decoding = [decodeBitmap(blob, header), extentOf(blob, header, read)] as const;
  const [bitmap, extent] = await Promise.all(decoding);
  const seen = await seenAs(source, await upright(bitmap, header));
  return finish(seen, header, { stretched: null, extent });
}

/** Under the corruption that the source asks for. */
function seenAs({ name, corruption }: FrameSource, bitmap: ImageBitmap): Promise<ImageBitmap> {
  return corruption ? corruptBitmap(bitmap, name, corruption) : Promise.resolve(bitmap);
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

/** Draws a bitmap on the picture grid, and closes it. */
async function finish(
  bitmap: ImageBitmap,
  header: PictureHeader,
  known: Pick<PictureFacts, 'stretched' | 'extent'>,
): Promise<DecodedPicture> {
  const size = { width: bitmap.width, height: bitmap.height };
  const target = fitInto(size, MAX_GRID_SIDE);
  const reduced = target.width !== size.width || target.height !== size.height;
  try {
    const canvas = await drawReduced(bitmap, size, target);
    const { data } = contextOf(canvas).getImageData(0, 0, target.width, target.height);
    const thumbnail = await makeThumbnail(canvas);
    return {
      ...target,
      rgba: data,
      original: { width: header.width, height: header.height },
      orientation: header.orientation,
      format: header.format,
      notices: pictureNotices(header, {
        ...known,
        size,
        reducedTo: reduced ? target : null,
        margins: header.hasAlpha ? marginsOf(bitmap, target) : null,
      }),
      thumbnail,
    };
  } finally {
    bitmap.close();
  }
}

/** The pixels `[height, width, 4]` of a decoded picture, its long side at most `longSide`. */
export async function reducedPixels(
  { rgba, width, height }: DecodedPicture,
  longSide: number,
): Promise<Size & { rgba: Uint8ClampedArray<ArrayBuffer> }> {
  const target = fitInto({ width, height }, longSide);
  const pixels = new ImageData(new Uint8ClampedArray(rgba), width, height);
  const bitmap = await createImageBitmap(pixels);
  try {
    const canvas = await drawReduced(bitmap, { width, height }, target);
    const { data } = contextOf(canvas).getImageData(0, 0, target.width, target.height);
    return { ...target, rgba: new Uint8ClampedArray(data) };
  } finally {
    bitmap.close();
  }
}

async function drawReduced(image: ImageBitmap, size: Size, target: Size): Promise<OffscreenCanvas> {
  if (target.width === size.width && target.height === size.height) return drawOn(image, target);
  // A resize of the bitmap filters well and never needs a canvas of the full size.
  const smaller = await createImageBitmap(image, {
    resizeWidth: target.width,
    resizeHeight: target.height,
    resizeQuality: 'high',
  });
  try {
    return drawOn(smaller, target);
  } finally {
    smaller.close();
  }
}

/** On a grid of that size. */
function marginsOf(image: ImageBitmap, { width, height }: Size): Margins | null {
  const drawing = contextOf(new OffscreenCanvas(width, height));
  drawing.drawImage(image, 0, 0, width, height);
  return transparentMargins(drawing.getImageData(0, 0, width, height).data, { width, height });
}

function makeThumbnail(canvas: OffscreenCanvas): Promise<Blob> {
  return drawOn(canvas, fitInto(canvas, THUMBNAIL_SIDE)).convertToBlob({
    type: 'image/jpeg',
    quality: 0.8,
  });
}

/** The size with its long side at most `side`, same aspect, at least one pixel each way. */
export function fitInto({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
