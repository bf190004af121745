import { AnomalensError } from '#src/core/errors';

/**
 * For EXIF orientation 2..8 the canvas transform `[a, b, c, d]` of a picture of size 1: where its x
 * and y axes point. The origin follows, since the picture must stay in the first quadrant.
 */
const AXES: Record<number, [number, number, number, number]> = {
  2: [-1, 0, 0, 1],
  3: [-1, 0, 0, -1],
  4: [1, 0, 0, -1],
  5: [0, 1, 1, 0],
  6: [0, 1, -1, 0],
  7: [0, -1, -1, 0],
  8: [0, -1, 1, 0],
};

/**
 * A picture as its EXIF orientation means it.
 * @param orientation 1..8. @throws AnomalensError `out-of-memory`.
 */
export function turned(image: ImageBitmap, orientation: number): OffscreenCanvas {
  const { width, height } = image;
  const isSideways = orientation > 4;
  const canvas = new OffscreenCanvas(isSideways ? height : width, isSideways ? width : height);
  const drawing = canvas.getContext('2d');
  if (!drawing)
    throw new AnomalensError('out-of-memory', 'There is not enough memory to turn it.', true);
  const [a, b, c, d] = AXES[orientation] ?? [1, 0, 0, 1];
  const originX = a + c < 0 ? canvas.width : 0;
  const originY = b + d < 0 ? canvas.height : 0;
  drawing.setTransform(a, b, c, d, originX, originY);
  drawing.drawImage(image, 0, 0);
  return canvas;
}
