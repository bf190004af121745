/**
 * One file of a JSON value and binary parts: four bytes of header length (little-endian), the
 * header, the parts one after another.
 */
import { AnomalensError } from '#src/core/errors';

interface Header {
  value: unknown;
  /** Bytes of each part. */
  lengths: number[];
}

const LENGTH_BYTES = 4;

/** JSON has no infinities and no NaN, and would give null for a threshold that is one. No name holds a \0. */
const NUMBERS = new Map([Infinity, -Infinity, NaN].map((number) => [`\0${number}`, number]));
const toJson = (_key: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? `\0${value}` : value;
const fromJson = (_key: string, value: unknown) =>
  typeof value === 'string' ? (NUMBERS.get(value) ?? value) : value;

export function packArchive(value: unknown, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(
    JSON.stringify({ value, lengths: parts.map(({ length }) => length) } satisfies Header, toJson),
  );
  const start = LENGTH_BYTES + header.length;
  const bytes = new Uint8Array(parts.reduce((total, { length }) => total + length, start));
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, LENGTH_BYTES);
  let offset = start;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** The inverse of `packArchive`. @throws AnomalensError `evaluation-state` for anything else. */
export function unpackArchive(bytes: Uint8Array): {
  value: unknown;
  parts: Uint8Array<ArrayBuffer>[];
} {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(
      0,
      true,
    );
    const start = LENGTH_BYTES + length;
    const { value, lengths } = JSON.parse(
      new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)),
      fromJson,
    ) as Header;
    let offset = start;
    const parts = lengths.map((size) => {
      offset += size;
      return bytes.slice(offset - size, offset);
    });
    if (offset !== bytes.length) throw new Error('another length than its header says');
    return { value, parts };
  } catch (cause) {
    throw new AnomalensError(
      'evaluation-state',
      'The stored state of the evaluation is damaged. Delete it and start again.',
      false,
      {
        cause,
      },
    );
  }
}
