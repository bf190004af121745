/** What is read of pictures before and beside the browser's decoder. */
import { zlibSync } from 'fflate';
import { exifOrientation } from '#src/core/picture-files/exif';
import { jpegExtent } from '#src/core/picture-files/jpeg-extent';
import { type PictureHeader, sniffPicture } from '#src/core/picture-files/sniff';
import { avif, box, tiff } from '#src/core/testing/picture-bytes';
import { pngChunk, pngPicture } from '#src/core/testing/png-file';
import { changeBehind, changeBytes } from '#src/testing/fuzz/change-bytes';
import { changePng } from '#src/testing/fuzz/change-png';
import type { Draw } from '#src/testing/fuzz/draw';
import { installDecoder } from '#src/testing/fuzz/fake-decoder';
import { fixture } from '#src/testing/fuzz/fixture';
import type { Reader } from '#src/testing/fuzz/reader';
import { decodePicture } from '#src/workers/files/decode';
import type { DecodedPicture } from '#src/workers/files/on-grid';

const HEADER_CODES = [
  'picture-empty',
  'picture-unsupported',
  'picture-unreadable',
  'picture-too-large',
] as const;
const MOST_PIXELS = 100_000_000;

const isKnown = (bytes: Uint8Array) => {
  try {
    return sniffPicture(bytes).width > 0;
  } catch {
    return false;
  }
};

function headerFault({ width, height, orientation, hasAlpha, animated }: PictureHeader) {
  const areSides = [width, height].every(
    (side) => Number.isInteger(side) && side >= 1 && side <= 65_535,
  );
  if (!areSides || width * height > MOST_PIXELS) return `a size of ${width} x ${height}`;
  if (!(Number.isInteger(orientation) && orientation >= 1 && orientation <= 8))
    return `orientation ${orientation}`;
  return typeof hasAlpha === 'boolean' && typeof animated === 'boolean' ? null : 'no answer';
}

/** The range of a file put into boxes, one in the other. */
function nestBoxes(draw: Draw, bytes: Uint8Array): Uint8Array {
  const type = draw.pick(['meta', 'iprp', 'ipco', 'ipco', 'mdat']);
  const depth = draw.below(80);
  let content = [...bytes.subarray(16, 120)];
  for (let level = 0; level < depth; level++) content = box(type, content);
  return Uint8Array.from([...bytes.subarray(0, 16), ...content, ...bytes.subarray(120)]);
}

const changePicture = (draw: Draw, sound: Uint8Array, signature: number) => {
  const isAvif = String.fromCharCode(...sound.subarray(4, 8)) === 'ftyp';
  const bytes = isAvif && draw.chance(0.2) ? nestBoxes(draw, sound) : sound;
  return { bytes: changeBehind(draw, bytes, signature), guarded: false };
};

/** @param signature bytes by which a format is known. */
function headerReader(name: string, sound: readonly Uint8Array[], signature: number): Reader {
  return {
    name: `header of ${name}`,
    codes: HEADER_CODES,
    sound,
    change: (draw, bytes) => changePicture(draw, bytes, signature),
    read: sniffPicture,
    passes: isKnown,
    fault: headerFault,
  };
}

const JPEGS = ['plain.jpg', 'progressive.jpg', 'restarts.jpg', 'cmyk.jpg', 'exif-6.jpg'].map(
  fixture,
);
const AVIFS = [
  fixture('plain.avif'),
  avif([320, 200], [160, 100], box('irot', [1]), box('imir', [0])),
];
const GREY16 = pngPicture(
  { width: 4, height: 3, depth: 16, colourType: 0 },
  zlibSync(Uint8Array.from({ length: 27 }, (_, i) => (i % 9 === 0 ? 0 : i * 9))),
  pngChunk('tRNS', [9, 18]),
);

/** The fewest bytes of a JPEG up to its frame lie before this place. */
const JPEG_HEAD = 3;

export const PICTURE_READERS: readonly Reader[] = [
  headerReader('JPEG', JPEGS, JPEG_HEAD),
  headerReader('PNG', ['alpha.png', 'palette.png', 'exif-6-upright.png'].map(fixture), 16),
  headerReader('WebP', [fixture('plain.webp')], 16),
  headerReader('AVIF', AVIFS, 12),
  headerReader('GIF', [fixture('animated.gif')], 6),
  headerReader('BMP', [fixture('plain.bmp')], 2),
  {
    name: 'EXIF',
    codes: [],
    sound: [
      Uint8Array.from(tiff(6)),
      Uint8Array.from([...new TextEncoder().encode('Exif\0\0'), ...tiff(3)]),
    ],
    change: (draw, sound) => ({ bytes: changeBytes(draw, sound), guarded: false }),
    read: exifOrientation,
    passes: (bytes) => bytes.length >= 8,
    fault: (value: number | null) =>
      value === null || (Number.isInteger(value) && value >= 1 && value <= 8)
        ? null
        : `orientation ${value}`,
  },
  {
    name: 'blocks of a JPEG',
    codes: [],
    sound: JPEGS,
    change: (draw, sound) => ({ bytes: changeBehind(draw, sound, JPEG_HEAD), guarded: false }),
    read: jpegExtent,
    passes: isKnown,
    fault: (extent: ReturnType<typeof jpegExtent>) =>
      extent === null || (extent.filled >= 0 && extent.filled <= 1)
        ? null
        : `a share of ${extent.filled}`,
  },
  {
    name: 'picture around the decoder',
    codes: [...HEADER_CODES, 'out-of-memory'],
    sound: [
      ...JPEGS,
      ...AVIFS,
      ...['alpha.png', 'plain.webp', 'animated.gif', 'plain.bmp'].map(fixture),
    ],
    change: (draw, sound) => changePicture(draw, sound, 16),
    read: picturesOf,
    passes: isKnown,
    fault: pictureFault,
  },
  {
    name: '16-bit grey PNG',
    codes: HEADER_CODES,
    sound: [GREY16],
    change: changeGrey16,
    read: picturesOf,
    passes: isKnown,
    fault: pictureFault,
  },
];

/** A flipped bit of its header can make it a PNG that is the browser's to refuse. */
function changeGrey16(draw: Draw, sound: Uint8Array) {
  const { bytes } = changePng(draw, sound);
  return { bytes, guarded: false };
}

function picturesOf(bytes: Uint8Array): Promise<DecodedPicture> {
  installDecoder();
  return decodePicture({ blob: new Blob([Uint8Array.from(bytes)]), name: 'file' });
}

function pictureFault({ width, height, rgba, notices }: DecodedPicture) {
  if (rgba.length !== width * height * 4) return `${rgba.length} bytes for ${width} x ${height}`;
  return notices.every(
    ({ message }) => /^[^{}]+\.$/.test(message) && !/NaN|undefined|Infinity/.test(message),
  )
    ? null
    : `a notice: ${JSON.stringify(notices)}`;
}
