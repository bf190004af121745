/**
 * Lower factor L of a symmetric positive definite matrix `[n, n]`, whose lower half is read: `L Lᵀ
 * = matrix`.
 */
export function cholesky(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * n + column];
      for (let k = 0; k < column; k++) rest -= factor[row * n + k] * factor[column * n + k];
      factor[row * n + column] =
        row === column ? Math.sqrt(rest) : rest / factor[column * n + column];
    }
  }
  return factor;
}

/** The x `[n]` with `L Lᵀ x = right`. */
export function solveCholesky(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] -= factor[row * n + k] * x[k];
    x[row] /= factor[row * n + row];
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= factor[k * n + row] * x[k];
    x[row] /= factor[row * n + row];
  }
  return x;
}
