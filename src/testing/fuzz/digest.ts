import { crc32 } from '#src/core/compression/crc32';

/** A text that differs where anything in two answers differs; of large arrays their checksum. */
export function digest(answer: unknown): string {
  return JSON.stringify(answer, (_key, value) =>
    ArrayBuffer.isView(value)
      ? `${value.constructor.name} ${value.byteLength} ${crc32(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))}`
      : value,
  );
}
