/**
 * Header readers, one per format. Each returns null when the bytes end before what is asked is known.
 */
import { exifOrientation } from '#src/core/picture-files/exif';

export type Header = {
  width: number;
  height: number;
  orientation: number;
  hasAlpha: boolean;
  animated: boolean;
};

const STILL = { orientation: 1, hasAlpha: false, animated: false };

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function tag(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/** Walks the segments to the start of frame; the orientation is in an APP1 segment before it. */
export function readJpeg(bytes: Uint8Array): Header | null {
  const view = viewOf(bytes);
  let orientation = 1;
  let offset = 2;
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1] as number;
    if (marker === 0xff) {
      offset += 1; // padding
      continue;
    }
    const length = view.getUint16(offset + 2);
    const isFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      if (offset + 9 > bytes.length) return null;
      return {
        ...STILL,
        width: view.getUint16(offset + 7),
        height: view.getUint16(offset + 5),
        orientation,
      };
    }
    if (marker === 0xe1)
      orientation = exifOrientation(bytes.subarray(offset + 4, offset + 2 + length)) ?? orientation;
    offset += 2 + length;
  }
  return null;
}

/** IHDR, then the chunks before the pixels: tRNS for transparency, acTL for animation, eXIf. */
export function readPng(bytes: Uint8Array): Header | null {
  if (bytes.length < 26 || tag(bytes, 12) !== 'IHDR') return null;
  const view = viewOf(bytes);
  const colourType = bytes[25];
  let hasAlpha = colourType === 4 || colourType === 6;
  let animated = false;
  let orientation = 1;
  for (let offset = 8; offset + 8 <= bytes.length; offset += 12 + view.getUint32(offset)) {
    const chunk = tag(bytes, offset + 4);
    if (chunk === 'IDAT') break;
    if (chunk === 'tRNS') hasAlpha = true;
    if (chunk === 'acTL' && offset + 12 <= bytes.length) animated = view.getUint32(offset + 8) > 1;
    if (chunk === 'eXIf')
      orientation =
        exifOrientation(bytes.subarray(offset + 8, offset + 8 + view.getUint32(offset))) ?? 1;
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    orientation,
    hasAlpha,
    animated,
  };
}

/** Lossy (`VP8 `), lossless (`VP8L`) or extended (`VP8X`) first chunk. */
export function readWebp(bytes: Uint8Array): Header | null {
  if (bytes.length < 30) return null;
  const view = viewOf(bytes);
  switch (tag(bytes, 12)) {
    case 'VP8 ':
      return {
        ...STILL,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return {
        ...STILL,
        width: (bits & 0x3fff) + 1,
        height: ((bits >>> 14) & 0x3fff) + 1,
        hasAlpha: ((bits >>> 28) & 1) === 1,
      };
    }
    case 'VP8X': {
      const uint24 = (offset: number) =>
        view.getUint16(offset, true) + (bytes[offset + 2] as number) * 65_536;
      const flags = bytes[20] as number;
      const orientation = (flags & 0x08) !== 0 ? webpOrientation(bytes, view) : 1;
      if (orientation === null) return null;
      return {
        width: uint24(24) + 1,
        height: uint24(27) + 1,
        orientation,
        hasAlpha: (flags & 0x10) !== 0,
        animated: (flags & 0x02) !== 0,
      };
    }
    default:
      return null;
  }
}

/** From the EXIF chunk, which lies behind the pixels; null when the bytes end before it. */
function webpOrientation(bytes: Uint8Array, view: DataView): number | null {
  const fileEnd = 8 + view.getUint32(4, true);
  for (let offset = 12; offset + 8 <= Math.min(bytes.length, fileEnd); ) {
    const end = offset + 8 + view.getUint32(offset + 4, true);
    if (tag(bytes, offset) === 'EXIF' && end <= bytes.length)
      return exifOrientation(bytes.subarray(offset + 8, end)) ?? 1;
    offset = end + (end % 2); // chunks have an even length
  }
  return bytes.length < fileEnd ? null : 1;
}

/** OS/2 core header (12 bytes) or any later one; the height is negative for top-down files. */
export function readBmp(bytes: Uint8Array): Header | null {
  if (bytes.length < 26) return null;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) === 12)
    return { ...STILL, width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { ...STILL, width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/**
 * Logical screen, then the blocks until a second picture or the end. A first picture that is larger
 * than the screen is what gets decoded.
 */
export function readGif(bytes: Uint8Array): Header | null {
  if (bytes.length < 13) return null;
  const view = viewOf(bytes);
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  const skipBlocks = (start: number) => {
    while (start < bytes.length && bytes[start] !== 0) start += (bytes[start] as number) + 1;
    return start + 1;
  };
  let frames = 0;
  let hasAlpha = false;
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  for (let offset = 13 + tableBytes(bytes[10] as number); frames < 2; ) {
    if (bytes[offset] === 0x2c) {
      if (frames === 0 && offset + 10 <= bytes.length) {
        width = Math.max(width, view.getUint16(offset + 5, true));
        height = Math.max(height, view.getUint16(offset + 7, true));
      }
      frames += 1;
      offset = skipBlocks(offset + 10 + tableBytes(bytes[offset + 9] as number) + 1);
    } else if (bytes[offset] === 0x21) {
      if (bytes[offset + 1] === 0xf9 && frames === 0)
        hasAlpha = ((bytes[offset + 3] as number) & 1) === 1;
      offset = skipBlocks(offset + 2);
    } else break;
  }
  return { width, height, orientation: 1, hasAlpha, animated: frames > 1 };
}
