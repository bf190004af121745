/** The chunks of a PNG. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around a chunk's data. */
const CHUNK_FRAME = 12;

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

export interface PngChunk {
  type: string;
  data: Uint8Array;
  /** With its length, type and checksum. */
  whole: Uint8Array;
}

/** In their order, up to IEND. @returns null when the file ends before its IEND chunk does. */
export function pngChunks(bytes: Uint8Array): PngChunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: PngChunk[] = [];
  for (let offset = SIGNATURE.length; offset + CHUNK_FRAME <= bytes.length; ) {
    const end = offset + CHUNK_FRAME + view.getUint32(offset);
    if (end > bytes.length) return null;
    const whole = bytes.subarray(offset, end);
    const type = String.fromCharCode(...whole.subarray(4, 8));
    chunks.push({ type, data: whole.subarray(8, -4), whole });
    if (type === 'IEND') return chunks;
    offset = end;
  }
  return null;
}

/** A PNG of these chunks. */
export function pngOf(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
  const parts = [Uint8Array.from(SIGNATURE), ...chunks.map(({ whole }) => whole)];
  return joined(parts);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
