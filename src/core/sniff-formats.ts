/**
 * Header readers, one per format. Each returns null when the bytes end before the size is known.
 */
type Header = {
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
      orientation = readOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    at += 2 + length;
  }
  return null;
}

/** Orientation from an `Exif` segment: tag 0x0112 of the first directory. */
function readOrientation(segment: Uint8Array): number | null {
  if (tag(segment, 0) !== 'Exif' || segment.length < 14) return null;
  const tiff = viewOf(segment.subarray(6));
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return null;
  const entries = tiff.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < entries && at + 12 <= tiff.byteLength; i++, at += 12) {
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** IHDR, then the chunks before the pixels: tRNS for transparency, acTL for animation. */
export function readPng(bytes: Uint8Array): Header | null {
  if (bytes.length < 26 || tag(bytes, 12) !== 'IHDR') return null;
  const view = viewOf(bytes);
  const colourType = bytes[25];
  let hasAlpha = colourType === 4 || colourType === 6;
  let animated = false;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = tag(bytes, at + 4);
    if (chunk === 'IDAT') break;
    if (chunk === 'tRNS') hasAlpha = true;
    if (chunk === 'acTL' && at + 12 <= bytes.length) animated = view.getUint32(at + 8) > 1;
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    orientation: 1,
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
      return {
        width: uint24(24) + 1,
        height: uint24(27) + 1,
        orientation: 1,
        hasAlpha: ((bytes[20] as number) & 0x10) !== 0,
        animated: ((bytes[20] as number) & 0x02) !== 0,
      };
    }
    default:
      return null;
  }
}

/**
 * The largest `ispe` property: a file holds one per stored image, thumbnails and alpha planes
 * included.
 */
export function readAvif(bytes: Uint8Array): Header | null {
  const view = viewOf(bytes);
  const properties = { width: 0, height: 0, hasAlpha: false };
  const containers = new Set(['meta', 'iprp', 'ipco']);
  const walk = (start: number, end: number): void => {
    for (let at = start; at + 8 <= end; ) {
      const size = view.getUint32(at);
      const type = tag(bytes, at + 4);
      const boxEnd = size === 0 ? end : Math.min(at + size, end);
      if (containers.has(type)) walk(at + (type === 'meta' ? 12 : 8), boxEnd);
      if (
        type === 'ispe' &&
        at + 20 <= end &&
        view.getUint32(at + 12) * view.getUint32(at + 16) > properties.width * properties.height
      ) {
        properties.width = view.getUint32(at + 12);
        properties.height = view.getUint32(at + 16);
      }
      if (type === 'auxC')
        properties.hasAlpha ||= /aux(iliary|id):(alpha|1)/.test(
          String.fromCharCode(...bytes.subarray(at + 12, boxEnd)),
        );
      if (size !== 0 && size < 8) return; // 64-bit sizes and damage: nothing that is needed follows
      at = boxEnd;
    }
  };
  walk(0, bytes.length);
  const animated = tag(bytes, 8) === 'avis';
  return properties.width > 0 ? { ...properties, orientation: 1, animated } : null;
}

/** OS/2 core header (12 bytes) or any later one; the height is negative for top-down files. */
export function readBmp(bytes: Uint8Array): Header | null {
  if (bytes.length < 26) return null;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) === 12)
    return { ...STILL, width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { ...STILL, width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** Logical screen, then the blocks until a second picture or the end. */
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
  for (let at = 13 + tableBytes(bytes[10] as number); at < bytes.length && frames < 2; ) {
    if (bytes[at] === 0x2c) {
      frames += 1;
      at = skipBlocks(at + 10 + tableBytes(bytes[at + 9] as number) + 1);
    } else if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9 && frames === 0) hasAlpha = ((bytes[at + 3] as number) & 1) === 1;
      at = skipBlocks(at + 2);
    } else break;
  }
  return {
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
    orientation: 1,
    hasAlpha,
    animated: frames > 1,
  };
}
