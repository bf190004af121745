/** Sound PNG files, chunk by chunk. */
import { crc32 } from '#src/core/compression/crc32';
import { be32, text } from '#src/core/testing/picture-bytes';

export interface PngHeader {
  width: number;
  height: number;
  depth: number;
  colourType: number;
  interlace?: number;
}

/** Packed rows: each has a byte for its filter before its samples. */
export type Packed = Uint8Array;

/** A chunk with its length and checksum. */
export function pngChunk(type: string, data: ArrayLike<number>): Uint8Array {
  const whole = new Uint8Array(data.length + 12);
  whole.set([...be32(data.length), ...text(type)]);
  whole.set(data, 8);
  whole.set(be32(crc32(whole.subarray(4, -4))), data.length + 8);
  return whole;
}

/** IHDR of a header. */
export function pngHeader({ width, height, depth, colourType, interlace = 0 }: PngHeader) {
  return pngChunk('IHDR', [...be32(width), ...be32(height), depth, colourType, 0, 0, interlace]);
}

/** A file of these chunks. */
export function pngFile(...chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    Buffer.concat([Uint8Array.from([0x89, ...text('PNG\r\n\x1a\n')]), ...chunks]),
  );
}

/** A file of one picture, with further chunks before its pixels. */
export function pngPicture(header: PngHeader, packed: Packed, ...more: Uint8Array[]) {
  return pngFile(pngHeader(header), ...more, pngChunk('IDAT', packed), pngChunk('IEND', []));
}
