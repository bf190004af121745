/** Canvases whose pixels are read. */
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';

/** What shows through transparent pixels. */
const BEHIND_ALPHA = '#ffffff';

/** The picture on a canvas of that size, opaque. @throws AnomalensError `out-of-memory`. */
export function drawOn(image: ImageBitmap | OffscreenCanvas, size: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const drawing = contextOf(canvas);
  drawing.fillStyle = BEHIND_ALPHA;
  drawing.fillRect(0, 0, size.width, size.height);
  drawing.imageSmoothingQuality = 'high';
  drawing.drawImage(image, 0, 0, size.width, size.height);
  return canvas;
}

/**
 * `willReadFrequently` keeps the pixels in memory, so that reading them is exact and does not
 * depend on the GPU. @throws AnomalensError `out-of-memory`.
 */
export function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const result = canvas.getContext('2d', { willReadFrequently: true });
  if (!result)
    throw new AnomalensError(
      'out-of-memory',
      'There is not enough memory to decode the picture.',
      true,
    );
  return result;
}
