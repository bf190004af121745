/** Vectors of words and of pixels: unit rows `[rows, dimensions]`, so that a product is a cosine. */

/**
 * The mean's direction. @param sum `[dimensions]`, changed in place. @returns false for a vector that has
 * none: of length 0, or with numbers that are none.
 */
export function normalise(sum: Float32Array): boolean {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const length = Math.sqrt(squares);
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) return false;
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) / length;
  return true;
}

/**
 * The product of a row that begins at `start` with a vector. Four sums, because a processor waits for one.
 */
function product(rows: Float32Array, start: number, vector: Float32Array): number {
  const { length } = vector;
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = 0;
  for (let place = start; i + 3 < length; i += 4, place += 4) {
    a += (rows[place] as number) * (vector[i] as number);
    b += (rows[place + 1] as number) * (vector[i + 1] as number);
    c += (rows[place + 2] as number) * (vector[i + 2] as number);
    d += (rows[place + 3] as number) * (vector[i + 3] as number);
  }
  for (; i < length; i++) a += (rows[start + i] as number) * (vector[i] as number);
  return a + b + (c + d);
}

/** Cosine of two unit vectors `[dimensions]`. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return product(a, 0, b);
}

/** Cosines `[rows]` of all unit rows `[rows, dimensions]` with a unit vector. */
export function cosinesWith(rows: Float32Array, vector: Float32Array): Float32Array {
  const { length } = vector;
  const cosines = new Float32Array(length > 0 ? rows.length / length : 0);
  for (let row = 0; row < cosines.length; row++) cosines[row] = product(rows, row * length, vector);
  return cosines;
}

/**
 * Unit rows of a table of int8 `[rows, dimensions]`, which keeps directions only.
 * @throws RangeError for another length or a row without direction.
 */
export function unitRows(
  bytes: Uint8Array,
  dimensions: number,
  rows = bytes.length / dimensions,
): Float32Array {
  if (!Number.isInteger(rows) || rows === 0 || bytes.length !== rows * dimensions)
    throw new RangeError(`${bytes.length} bytes are not ${rows} rows of ${dimensions}`);
  const result = Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  for (let row = 0; row < rows; row++)
    if (!normalise(result.subarray(row * dimensions, (row + 1) * dimensions)))
      throw new RangeError(`row ${row} is zero`);
  return result;
}
