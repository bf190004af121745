/**
 * Lower factor L of a symmetric positive definite matrix `[n, n]`, whose lower half is read: `L Lᵀ
 * = matrix`.
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * n + column] as number;
      for (let k = 0; k < column; k++)
        rest -= (factor[row * n + k] as number) * (factor[column * n + k] as number);
      factor[row * n + column] =
        row === column ? Math.sqrt(rest) : rest / (factor[column * n + column] as number);
    }
  }
  return factor;
}

/** The x `[n]` with `L Lᵀ x = right`. */
export function solveCholesky(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    let rest = x[row] as number;
    for (let k = 0; k < row; k++) rest -= (factor[row * n + k] as number) * (x[k] as number);
    x[row] = rest / (factor[row * n + row] as number);
  }
  for (let row = n - 1; row >= 0; row--) {
    let rest = x[row] as number;
    for (let k = row + 1; k < n; k++) rest -= (factor[k * n + row] as number) * (x[k] as number);
    x[row] = rest / (factor[row * n + row] as number);
  }
  return x;
}

/** The inverse of a lower triangular matrix, which is one too. */
export function inverseOfLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / (lower[j * size + j] as number);
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++)
        sum -= (lower[i * size + k] as number) * (inverse[k * size + j] as number);
      inverse[i * size + j] = sum / (lower[i * size + i] as number);
    }
  }
  return inverse;
}
