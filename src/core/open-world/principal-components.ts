/** Principal components of points `[n, dimensions]`. */

export interface PrincipalComponents {
  mean: number[];
  /**
   * Unit vectors `[dimensions]`, the largest variance first; the largest entry of each is positive.
   */
  axes: [number[], number[]];
  /** Share of the variance that each explains, 0..1; 0 where there is none. */
  explained: [number, number];
}

/** Sweeps of Jacobi's method; small symmetric matrices need under ten. */
const SWEEPS = 30;
const NEGLIGIBLE = 1e-24;

/**
 * The first two, from the covariance by Jacobi rotations. @param points row by row; at least two
 * dimensions.
 */
export function principalComponents(points: Float64Array, dimensions: number): PrincipalComponents {
  const count = points.length / dimensions;
  const mean = new Array<number>(dimensions).fill(0);
  for (let i = 0; i < points.length; i++)
    (mean[i % dimensions] as number) += (points[i] as number) / count;
  const { values, vectors } = eigenvectors(covariance(points, mean), dimensions);
  const total = values.reduce((sum, value) => sum + value, 0);
  const order = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number));
  const axis = (rank: number) => {
    const column = order[rank] as number;
    return pointed(
      Array.from({ length: dimensions }, (_, k) => vectors[k * dimensions + column] as number),
    );
  };
  const share = (rank: number) =>
    total > 0 ? (values[order[rank] as number] as number) / total : 0;
  return { mean, axes: [axis(0), axis(1)], explained: [share(0), share(1)] };
}

/** Place of a point `[dimensions]` in the plane of the axes. */
export function project(
  f: ArrayLike<number>,
  { mean, axes }: Pick<PrincipalComponents, 'mean' | 'axes'>,
): { u: number; v: number } {
  const along = (axis: readonly number[]) =>
    axis.reduce((sum, weight, k) => sum + weight * ((f[k] as number) - (mean[k] as number)), 0);
  return { u: along(axes[0]), v: along(axes[1]) };
}

/** The sign of an axis is free: the same points always give the same picture. */
function pointed(axis: number[]): number[] {
  const largest = axis.reduce(
    (most, value) => (Math.abs(value) > Math.abs(most) ? value : most),
    0,
  );
  return largest < 0 ? axis.map((value) => -value) : axis;
}

function covariance(points: Float64Array, mean: readonly number[]): Float64Array {
  const n = mean.length;
  const count = points.length / n;
  const sums = new Float64Array(n * n);
  const centred = new Float64Array(n);
  for (let start = 0; start < points.length; start += n) {
    for (let k = 0; k < n; k++) centred[k] = (points[start + k] as number) - (mean[k] as number);
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++)
        (sums[a * n + b] as number) += ((centred[a] as number) * (centred[b] as number)) / count;
  }
  return sums;
}

/**
 * Eigenvalues of a symmetric matrix `[n, n]`, which is overwritten, and eigenvectors as columns.
 */
function eigenvectors(
  matrix: Float64Array,
  n: number,
): { values: number[]; vectors: Float64Array } {
  const vectors = new Float64Array(n * n);
  for (let k = 0; k < n; k++) vectors[k * n + k] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rest = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        rest += (matrix[p * n + q] as number) ** 2;
        rotate(matrix, vectors, n, p, q);
      }
    }
    if (rest < NEGLIGIBLE) break;
  }
  return {
    values: Array.from({ length: n }, (_, k) => Math.max(0, matrix[k * n + k] as number)),
    vectors,
  };
}

/** One Jacobi rotation that makes the entry (p, q) zero. */
function rotate(
  matrix: Float64Array,
  vectors: Float64Array,
  n: number,
  p: number,
  q: number,
): void {
  const apq = matrix[p * n + q] as number;
  if (apq === 0) return;
  const theta = ((matrix[q * n + q] as number) - (matrix[p * n + p] as number)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < n; k++) turn(matrix, k * n + p, k * n + q, c, s);
  for (let k = 0; k < n; k++) turn(matrix, p * n + k, q * n + k, c, s);
  for (let k = 0; k < n; k++) turn(vectors, k * n + p, k * n + q, c, s);
}

function turn(values: Float64Array, a: number, b: number, c: number, s: number): void {
  const x = values[a] as number;
  const y = values[b] as number;
  values[a] = c * x - s * y;
  values[b] = s * x + c * y;
}
