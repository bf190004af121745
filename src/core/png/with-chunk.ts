/** Further chunks of a PNG, behind its head. */
import { crc32 } from '#src/core/compression/crc32';
import { joined, pngChunks, pngOf } from './png-chunks';

function chunkOf(type: string, data: Uint8Array) {
  const body = joined([new TextEncoder().encode(type), data]);
  const number = (value: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value);
    return bytes;
  };
  return { type, data, whole: joined([number(data.length), body, number(crc32(body))]) };
}

/** @returns with the chunk in place of others of its type; the bytes as they are where they are no PNG. */
export function withChunk(bytes: Uint8Array, type: string, data: Uint8Array): Uint8Array {
  const [head, ...others] = pngChunks(bytes) ?? [];
  if (!head) return bytes;
  return pngOf([head, chunkOf(type, data), ...others.filter((chunk) => chunk.type !== type)]);
}

/**
 * As `withChunk`, of a text that programs show as a property (its `tEXt` chunk, PNG specification 11.3.3.2).
 * @param keyword 1 to 79 letters. @param text ASCII.
 */
export function withText(bytes: Uint8Array, keyword: string, text: string): Uint8Array {
  return withChunk(bytes, 'tEXt', new TextEncoder().encode(`${keyword}\0${text}`));
}
