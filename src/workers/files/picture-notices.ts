import type { Stretch } from '#src/core/picture-files/grey16';
import type { JpegExtent } from '#src/core/picture-files/jpeg-extent';
import type { PictureHeader } from '#src/core/picture-files/sniff';
import type { Margins } from '#src/core/picture-files/transparent-margins';
import type { Size } from '#src/core/types';
import type { PictureNotice } from '#src/protocol/pictures';

/** What its header does not say of a picture. */
export interface PictureFacts {
  /** After rotation, before reduction. */
  size: Size;
  /** On the grid, when it was reduced. */
  reducedTo: Size | null;
  /** The 16-bit greys that became black and white; null for other pictures. */
  stretched: Stretch | null;
  /** On the grid. */
  margins: Margins | null;
  /** What was counted in a JPEG; null for other pictures, and where it cannot be counted. */
  extent: JpegExtent | null;
}

/** What happened to a picture on its way to the picture grid, for a person. */
export function pictureNotices(
  header: PictureHeader,
  { size, reducedTo, stretched, margins, extent }: PictureFacts,
): PictureNotice[] {
  const notices: PictureNotice[] = [];
  const declared = `Its header says ${header.width} x ${header.height} pixels, but its data`;
  if (extent && extent.filled < 1) {
    const share = Math.floor(100 * extent.filled);
    notices.push({
      code: 'declared-size',
      message: `${declared} end after ${share} % of them. The rest is grey, or rows have slipped.`,
    });
  } else if (extent?.hasMore) {
    notices.push({
      code: 'declared-size',
      message: `${declared} go on after them. The picture is cut off, or rows have slipped.`,
    });
  }
  if (header.orientation > 1) {
    notices.push({ code: 'rotated', message: 'Turned as the camera noted it (EXIF).' });
  }
  if (header.animated) {
    notices.push({
      code: 'first-frame',
      message: `Only the first frame of this animated ${header.format} is analysed.`,
    });
  }
  if (stretched) {
    notices.push({ code: 'stretched', message: `16-bit grey: ${stretchInWords(stretched)}` });
  }
  if (header.hasAlpha) {
    const where = margins ? ` ${marginsInWords(margins)}` : '';
    notices.push({
      code: 'alpha-composited',
      message: `Transparent pixels were put on white.${where}`,
    });
  }
  if (reducedTo) {
    notices.push(reducedNotice(size, reducedTo));
  }
  return notices;
}

export function reducedNotice(size: Size, to: Size): PictureNotice {
  const message = `Reduced from ${size.width} x ${size.height} to ${to.width} x ${to.height} pixels.`;
  return { code: 'reduced', message };
}

function stretchInWords({ min, max, by }: Stretch): string {
  if (by === 'constant')
    return `it holds nothing but the value ${min}. A picture of one grey is analysed.`;
  const which = by === 'ends' ? 'lowest and highest' : '1st to 99th percentile';
  return `the values ${min} to ${max} (${which}) are shown and analysed as black to white.`;
}

function marginsInWords(margins: Margins): string {
  const sides = Object.entries(margins).filter(([, pixels]) => pixels > 0);
  const list = sides.map(([side, pixels]) => `${pixels} at the ${side}`).join(', ');
  return `Margins of nothing else are analysed too, in pixels: ${list}.`;
}
