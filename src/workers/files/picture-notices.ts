import type { PictureHeader } from '#src/core/sniff';
import type { Size } from '#src/core/types';
import type { PictureNotice } from '#src/protocol/pictures';

/**
 * What happened to a picture on its way to the picture grid, for a person.
 * @param size after rotation, before reduction.
 * @param reducedTo size on the grid when it was reduced.
 */
export function pictureNotices(
  header: PictureHeader,
  size: Size,
  reducedTo: Size | null,
): PictureNotice[] {
  const notices: PictureNotice[] = [];
  if (header.orientation > 1) {
    notices.push({ code: 'rotated', message: 'Turned as the camera noted it (EXIF).' });
  }
  if (header.animated) {
    notices.push({
      code: 'first-frame',
      message: `Only the first frame of this animated ${header.format} is analysed.`,
    });
  }
  if (header.hasAlpha) {
    notices.push({ code: 'alpha-composited', message: 'Transparent pixels were put on white.' });
  }
  if (reducedTo) {
    const message = `Reduced from ${size.width} x ${size.height} to ${reducedTo.width} x ${reducedTo.height} pixels.`;
    notices.push({ code: 'reduced', message });
  }
  return notices;
}
