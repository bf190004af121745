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

/** Cosine of two unit vectors: row `row` of `[rows, dimensions]` and `vector [dimensions]`. */
export function cosineOf(rows: Float32Array, row: number, vector: Float32Array): number {
  const start = row * vector.length;
  let sum = 0;
  for (let i = 0; i < vector.length; i++)
    sum += (rows[start + i] as number) * (vector[i] as number);
  return sum;
}

/** Cosines `[rows]` of all rows with a unit vector. */
export function cosinesWith(rows: Float32Array, vector: Float32Array): Float32Array {
  const count = rows.length / vector.length;
  return Float32Array.from({ length: count }, (_, row) => cosineOf(rows, row, vector));
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
