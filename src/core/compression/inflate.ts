/** DEFLATE with a limit: a few bytes of it can stand for a thousand times as many. */
import { Inflate, Unzlib } from 'fflate';

/** Packed bytes that are unpacked at a time. */
const STEP = 16_384;
/** Bytes that one packed byte stands for at most (RFC 1951: 258 from two bits). */
const HIGHEST_RATIO = 1032;
/** Packed bytes beyond twice what they stand for: blocks that hold nothing, which only take time. */
const SLACK = 65_536;

/** Why packed bytes do not give what was declared. */
export type InflateFault = 'damaged' | 'less' | 'more';

export class InflateError extends Error {
  override readonly name = 'InflateError';

  constructor(
    readonly fault: InflateFault,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}

type Format = 'raw' | 'zlib';

/**
 * Unpacks exactly `size` bytes, and never more than a few MB at a time.
 * @param format `raw` as in ZIP, or `zlib` as in PNG, whose checksum at the end is not looked at.
 * @param onBytes is given the unpacked bytes in turn.
 * @throws InflateError.
 */
export function inflate(
  packed: Uint8Array,
  size: number,
  format: Format,
  onBytes: (bytes: Uint8Array) => void,
): void {
  if (size > packed.length * HIGHEST_RATIO) throw new InflateError('less');
  if (packed.length > 2 * size + SLACK) throw new InflateError('more');
  let count = 0;
  const Unpacker = format === 'raw' ? Inflate : Unzlib;
  const unpacker = new Unpacker((bytes) => {
    count += bytes.length;
    if (count > size) throw new InflateError('more');
    onBytes(bytes);
  });
  try {
    for (let start = 0; start < packed.length; start += STEP)
      unpacker.push(packed.subarray(start, start + STEP));
  } catch (cause) {
    throw cause instanceof InflateError ? cause : new InflateError('damaged', { cause });
  }
  if (count < size) throw new InflateError('less');
}

/**
 * How many packed bytes it takes until all unpacked ones are there, which may be a few more or less
 * than the data are long. @param size what `inflate` has unpacked without a fault.
 */
export function packedLength(packed: Uint8Array, size: number, format: Format): number {
  const roughly = pushUntil(packed, size, format, (end) => end + STEP);
  return pushUntil(packed, size, format, (end) => (end + STEP < roughly ? end + STEP : end + 1));
}

/** @param next where the part ends that begins at `end`. */
function pushUntil(
  packed: Uint8Array,
  size: number,
  format: Format,
  next: (end: number) => number,
): number {
  let count = 0;
  const Unpacker = format === 'raw' ? Inflate : Unzlib;
  const unpacker = new Unpacker((bytes) => {
    count += bytes.length;
  });
  let end = 0;
  while (count < size && end < packed.length) {
    const start = end;
    end = Math.min(next(start), packed.length);
    unpacker.push(packed.subarray(start, end));
  }
  return end;
}
