/** Arrays of plain numbers from the bytes of a file, as float32. */

import { type NumberType, numberType } from '#src/core/npy-types';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { MAX_PIXELS } from '#src/core/sniff';

/** Values of the largest array that is read: the classes of a picture of the largest size. */
const MAX_VALUES = 20 * MAX_PIXELS;

/** An array of a file, row-major. */
export interface NumberArray {
  shape: number[];
  data: Float32Array;
}

export type PlacedType = NumberType & { little: boolean };

/** @throws AnomalensError `score-unreadable` for what is not a plain number. */
export function plainNumberType(descr: string): PlacedType {
  const type = numberType(descr);
  if (!type) throw unreadableScore(`its type "${descr}" is not a plain number`);
  return type;
}

/** Number of values. @throws AnomalensError `score-unreadable` when they are too many. */
export function countOf(shape: readonly number[]): number {
  const count = shape.reduce((product, side) => product * side, 1);
  if (count > MAX_VALUES)
    throw unreadableScore(`its shape is (${shape.join(', ')}), which is too large`);
  return count;
}

/**
 * `count` values from `start` on, each rounded to float32 once.
 * @throws AnomalensError `score-unreadable` when the bytes end early, and for a finite number that
 * float32 does not have (1e300), which would become infinite.
 */
export function readNumbers(
  bytes: Uint8Array,
  start: number,
  count: number,
  { size, read, little }: PlacedType,
): Float32Array {
  if (bytes.length - start < count * size)
    throw unreadableScore(`it holds ${bytes.length - start} bytes of data, not ${count * size}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, count * size);
  const data = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const value = read(view, i * size, little);
    data[i] = value;
    if (size === 8 && Number.isFinite(value) && !Number.isFinite(data[i]))
      throw unreadableScore(`it holds ${value}, and float32 ends at 3.4e38`);
  }
  return data;
}
