/**
 * The chunks of a PNG that say which sample each pixel has, without those that say how it should
 * look.
 */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PIXEL_CHUNKS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);
/** Length, type and checksum around a chunk's data. */
const CHUNK_FRAME = 12;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * The file without gAMA, sRGB, iCCP, tRNS, text and animation: none of them may change an id, and
 * damage in them is no reason to refuse a label.
 * @returns null when the file ends before its IEND chunk does.
 */
export function pixelChunksOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = new Uint8Array(bytes);
  let length = SIGNATURE.length;
  for (let offset = SIGNATURE.length; offset + CHUNK_FRAME <= bytes.length; ) {
    const end = offset + CHUNK_FRAME + view.getUint32(offset);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (PIXEL_CHUNKS.has(type)) {
      kept.set(bytes.subarray(offset, end), length);
      length += end - offset;
    }
    if (type === 'IEND') return kept.subarray(0, length);
    offset = end;
  }
  return null;
}
