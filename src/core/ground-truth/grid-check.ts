/** Whether a label lies on the same grid as its picture, up to scale. */
import { AnomalensError } from '#src/core/errors';
import { aspectsAgree } from '#src/core/geometry';
import type { Size } from '#src/core/types';

/** The size a decoder shows: EXIF orientations 5 to 8 exchange the sides. */
export function rotatedSize({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/**
 * Scores are sampled on the label's own grid, so that only the aspect has to agree, never the size.
 * @param picture as decoded, after EXIF rotation (`rotatedSize` of what the header says).
 * @throws AnomalensError `label-size` with both sizes.
 */
export function assertSameGrid(picture: Size, label: Size): void {
  if (aspectsAgree(picture, label)) return;
  const turned = aspectsAgree({ width: picture.height, height: picture.width }, label);
  const advice = turned
    ? 'The label seems to be turned by 90 degrees: store it the way the picture is shown.'
    : 'Both must show the same field of view.';
  throw new AnomalensError(
    'label-size',
    `The label is ${label.width} x ${label.height} pixels and the picture ${picture.width} x ${picture.height}: their aspects differ. ${advice}`,
  );
}
