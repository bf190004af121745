/** Arrays of plain numbers from the bytes of a file, as float32. */

import { type NumberType, numberType } from '#src/core/npy-types';
import { unreadableScore } from '#src/core/score-files/unreadable';

/**
 * Bytes that the arrays of a file may take together, as they are stored and as float32: 30 classes
 * of a picture of 8 megapixels. A tab that is asked for much more is ended by its browser.
 */
const MOST_BYTES = 2 ** 30;
/** Arrays of a file: each becomes a method on the page. */
const MOST_ARRAYS = 100;
const FLOAT32_BYTES = 4;

/** An array of a file, row-major. */
export interface NumberArray {
  shape: number[];
  data: Float32Array;
}

type StoredType = Pick<NumberType, 'size'>;
export type PlacedType = NumberType & { little: boolean };

/** @throws AnomalensError `score-unreadable` for what is not a plain number. */
export function plainNumberType(descr: string): PlacedType {
  const type = numberType(descr);
  if (!type) throw unreadableScore(`its type "${descr}" is not a plain number`);
  return type;
}

/** Number of values. @throws AnomalensError `score-unreadable` when they are too many. */
export function countOf(shape: readonly number[], type: StoredType): number {
  const count = shape.reduce((product, side) => product * side, 1);
  if (!(bytesHeld(count, type) <= MOST_BYTES))
    throw unreadableScore(`its shape is (${shape.join(', ')}), which is too large`);
  return count;
}

/**
 * Looks at what is declared of all arrays of a file, before one is read.
 * @param sizes bytes of each. @throws AnomalensError `score-unreadable`.
 */
export function checkTotal(sizes: readonly number[]): void {
  if (sizes.length > MOST_ARRAYS)
    throw unreadableScore(`it holds ${sizes.length} arrays, and at most ${MOST_ARRAYS} are read`);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MOST_BYTES)
    throw unreadableScore(`its arrays take ${(total / 1e9).toFixed(1)} GB, which is too large`);
}

/** Bytes of an array of that many values, as stored or as float32, whichever is more. */
export function bytesHeld(count: number, { size }: StoredType): number {
  return count * Math.max(size, FLOAT32_BYTES);
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
