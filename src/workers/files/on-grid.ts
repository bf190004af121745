/** A decoded bitmap becomes pixels of the picture grid. */
import type { Size } from '#src/core/types';
import type { PictureNotice } from '#src/protocol/pictures';
import { contextOf, drawOn } from '#src/workers/files/canvas';

/** Long side of the picture grid: what fits every GPU's textures and keeps a score map at 16 MB. */
const MAX_GRID_SIDE = 2048;
const THUMBNAIL_SIDE = 160;

/** Longest sides in pixels, where they are others than those of a picture that is looked at. */
export interface GridSides {
  grid?: number;
  thumbnail?: number;
}

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

/** What is known of a picture before it is reduced. */
export interface PictureOrigin extends Pick<DecodedPicture, 'original' | 'orientation' | 'format'> {
  /** @param reducedTo null where the picture has the size of its grid. */
  noticesOf(size: Size, reducedTo: Size | null): PictureNotice[];
}

/** Draws a bitmap on a grid of at most that long side, and closes it. @throws AnomalensError `out-of-memory`. */
export async function onGrid(
  bitmap: ImageBitmap,
  { noticesOf, ...origin }: PictureOrigin,
  { grid = MAX_GRID_SIDE, thumbnail: thumbnailSide = THUMBNAIL_SIDE }: GridSides = {},
): Promise<DecodedPicture> {
  const size = { width: bitmap.width, height: bitmap.height };
  const target = fitInto(size, grid);
  const reduced = target.width !== size.width || target.height !== size.height;
  try {
    const canvas = await drawReduced(bitmap, size, target);
    const { data } = contextOf(canvas).getImageData(0, 0, target.width, target.height);
    const thumbnail = await makeThumbnail(canvas, thumbnailSide);
    return {
      ...target,
      ...origin,
      rgba: data,
      notices: noticesOf(size, reduced ? target : null),
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

function makeThumbnail(canvas: OffscreenCanvas, longSide: number): Promise<Blob> {
  return drawOn(canvas, fitInto(canvas, longSide)).convertToBlob({
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
