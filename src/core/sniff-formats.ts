/**
 * Header readers, one per format. Each returns null when the bytes end before what is asked is known.
 */
import { exifOrientation } from '#src/core/exif';

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

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Walks the segments to the start of frame; the orientation is in an APP1 segment before it. */
export function readJpeg(bytes: Uint8Array): Header | null {
  const view = viewOf(bytes);
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    const length = view.getUint16(at + 2);
    const isFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      if (at + 9 > bytes.length) return null;
      return {
        ...STILL,
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        orientation,
      };
    }
    if (marker === 0xe1 && at + 2 + length <= bytes.length)
      orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    at += 2 + length;
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
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = tag(bytes, at + 4);
    if (chunk === 'IDAT') break;
    if (chunk === 'tRNS') hasAlpha = true;
    if (chunk === 'acTL' && at + 12 <= bytes.length) animated = view.getUint32(at + 8) > 1;
    if (chunk === 'eXIf')
      orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + view.getUint32(at))) ?? 1;
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
      const uint24 = (at: number) => view.getUint16(at, true) + (bytes[at + 2] as number) * 65_536;
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
  for (let at = 12; at + 8 <= Math.min(bytes.length, fileEnd); ) {
    const end = at + 8 + view.getUint32(at + 4, true);
    if (tag(bytes, at) === 'EXIF' && end <= bytes.length)
      return exifOrientation(bytes.subarray(at + 8, end)) ?? 1;
    at = end + (end % 2); // chunks have an even length
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
  const skipBlocks = (at: number) => {
    while (at < bytes.length && bytes[at] !== 0) at += (bytes[at] as number) + 1;
    return at + 1;
  };
  let frames = 0;
  let hasAlpha = false;
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  for (let at = 13 + tableBytes(bytes[10] as number); at < bytes.length && frames < 2; ) {
    if (bytes[at] === 0x2c) {
      if (frames === 0 && at + 10 <= bytes.length) {
        width = Math.max(width, view.getUint16(at + 5, true));
        height = Math.max(height, view.getUint16(at + 7, true));
      }
      frames += 1;
      at = skipBlocks(at + 10 + tableBytes(bytes[at + 9] as number) + 1);
    } else if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9 && frames === 0) hasAlpha = ((bytes[at + 3] as number) & 1) === 1;
      at = skipBlocks(at + 2);
    } else break;
  }
  return { width, height, orientation: 1, hasAlpha, animated: frames > 1 };
}
