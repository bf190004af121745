/** What a picture file says about itself in its first bytes, read before anything is decoded. */
import { AnomalensError } from '#src/core/errors';
import { readAvif } from '#src/core/picture-files/sniff-avif';
import {
  readBmp,
  readGif,
  readJpeg,
  readPng,
  readWebp,
} from '#src/core/picture-files/sniff-formats';
import { TIFF_AS_NPY } from '#src/core/score-files/other-formats';

type PictureFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'BMP' | 'GIF';

export interface PictureHeader {
  format: PictureFormat;
  /** As stored, before any rotation. */
  width: number;
  height: number;
  /** EXIF orientation 1..8; 1 when absent. Of AVIF the turn and mirror of its properties. */
  orientation: number;
  hasAlpha: boolean;
  /** More than one frame. */
  animated: boolean;
}

export const MAX_PIXELS = 100_000_000;
const MAX_SIDE = 65_535;

type Reader = (bytes: Uint8Array) => Omit<PictureHeader, 'format'> | null;

const FORMATS: { format: PictureFormat; matches: (bytes: Uint8Array) => boolean; read: Reader }[] =
  [
    { format: 'JPEG', matches: (b) => startsWith(b, [0xff, 0xd8, 0xff]), read: readJpeg },
    {
      format: 'PNG',
      matches: (b) => startsWith(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      read: readPng,
    },
    {
      format: 'WebP',
      matches: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 4) === 'WEBP',
      read: readWebp,
    },
    {
      format: 'AVIF',
      matches: (b) => brandsOf(b).some((brand) => brand === 'avif' || brand === 'avis'),
      read: readAvif,
    },
    { format: 'BMP', matches: (b) => ascii(b, 0, 2) === 'BM', read: readBmp },
    { format: 'GIF', matches: (b) => ['GIF87a', 'GIF89a'].includes(ascii(b, 0, 6)), read: readGif },
  ];

/**
 * Format and size of a picture.
 * @param bytes the whole file or its beginning; a JPEG or AVIF may keep its size far from the
 * start.
 * @throws AnomalensError `picture-empty`, `picture-unsupported` (with what it is instead),
 * `picture-unreadable` (the header is damaged or ends early), `picture-too-large`.
 */
export function sniffPicture(bytes: Uint8Array): PictureHeader {
  if (bytes.length === 0) throw new AnomalensError('picture-empty', 'The file is empty.');
  const known = FORMATS.find((candidate) => candidate.matches(bytes));
  if (!known)
    throw new AnomalensError(
      'picture-unsupported',
      `${describeOther(bytes)} Use JPEG, PNG, WebP, AVIF, BMP or GIF.`,
    );
  const header = known.read(bytes);
  if (!header)
    throw new AnomalensError(
      'picture-unreadable',
      `The ${known.format} file ends early or its header is damaged.`,
    );
  const { width, height } = header;
  if (width < 1 || height < 1)
    throw new AnomalensError(
      'picture-unreadable',
      `The ${known.format} file says that it is ${width} x ${height} pixels.`,
    );
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new AnomalensError(
      'picture-too-large',
      `The picture is ${width} x ${height} pixels. At most 100 megapixels and ${MAX_SIDE} pixels per side can be opened.`,
    );
  }
  return { format: known.format, ...header };
}

/** Bytes of a file that `beginsLikePicture` is asked with. */
export const PICTURE_HEAD = 512;

/**
 * Whether a file begins like a picture that can be opened, whatever it is called. A text may begin
 * with "BM" as well, but has no byte of zero.
 * @param bytes the first `PICTURE_HEAD`, or all there are.
 */
export function beginsLikePicture(bytes: Uint8Array): boolean {
  return FORMATS.some(({ matches }) => matches(bytes)) && bytes.includes(0);
}

function describeOther(bytes: Uint8Array): string {
  const brands = brandsOf(bytes);
  if (brands.some((brand) => /^(hei|hev|mif1|msf1)/.test(brand)))
    return 'HEIC pictures cannot be opened by the browser.';
  if (brands.length > 0) return 'This is a video, not a picture.';
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 0x2a]))
    return `TIFF pictures cannot be opened by the browser. Scores in one: ${TIFF_AS_NPY}.`;
  if (ascii(bytes, 0, 4) === '%PDF') return 'This is a PDF, not a picture.';
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return 'This is a ZIP archive, not a picture.';
  const text = ascii(bytes, 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^(<\?xml[^>]*>)?\s*(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg/i.test(text))
    return 'SVG drawings are not photos and are not opened.';
  if (/^[\t\n\r\u0020-\u007e\u0080-\u00ff]*$/.test(text))
    return 'This is a text file, not a picture.';
  return 'The format of this file is not known.';
}

/** Major and compatible brands of an ISO media file; empty for other files. */
function brandsOf(bytes: Uint8Array): string[] {
  if (bytes.length < 16 || ascii(bytes, 4, 4) !== 'ftyp') return [];
  const end = Math.min(
    new DataView(bytes.buffer, bytes.byteOffset).getUint32(0),
    bytes.length,
    256,
  );
  const brands = [ascii(bytes, 8, 4)];
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(ascii(bytes, offset, 4));
  return brands;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, i) => bytes[i] === value);
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}
