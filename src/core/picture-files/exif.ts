const ORIENTATION = 0x0112;
const PREFIX = [0x45, 0x78, 0x69, 0x66, 0, 0]; // "Exif", which JPEG demands and others leave out

/**
 * Orientation 1..8 of an EXIF block: tag 0x0112 of its first directory (EXIF 2.3, 4.6.4).
 * @param block a TIFF header and its directories, with or without the prefix `Exif`.
 * @returns null when it is absent or damaged.
 */
export function exifOrientation(block: Uint8Array): number | null {
  const start = PREFIX.every((byte, i) => block[i] === byte) ? PREFIX.length : 0;
  const tiff = new DataView(block.buffer, block.byteOffset + start, block.length - start);
  if (tiff.byteLength < 8) return null;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return null;
  const entries = tiff.getUint16(directory, little);
  for (
    let i = 0, offset = directory + 2;
    i < entries && offset + 12 <= tiff.byteLength;
    i++, offset += 12
  ) {
    if (tiff.getUint16(offset, little) !== ORIENTATION) continue;
    const value = tiff.getUint16(offset + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
