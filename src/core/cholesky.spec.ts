import { expect, it } from 'vitest';
import { cholesky, inverseOfLower } from './cholesky';

/** numpy.linalg.cholesky and inv of [[4, 2, 1], [2, 5, 3], [1, 3, 6]]. */
const MATRIX = Float64Array.of(4, 9, 9, 2, 5, 9, 1, 3, 6);

it('the lower half of a matrix is that of a factor times its transpose', () => {
  const lower = cholesky(MATRIX, 3);
  const expected = [2, 0, 0, 1, 2, 0, 0.5, 1.25, 2.0463381929681126];
  for (const [i, value] of expected.entries()) expect(lower[i]).toBeCloseTo(value, 12);
});

it('the inverse of the factor whitens: its square is the inverse of the matrix', () => {
  const inverse = inverseOfLower(cholesky(MATRIX, 3), 3);
  const vector = [1, -2, 0.5];
  const projected = [0, 1, 2].map((i) =>
    vector.reduce((sum, value, k) => sum + inverse[i * 3 + k]! * value, 0),
  );
  // numpy: v @ inv([[4, 2, 1], [2, 5, 3], [1, 3, 6]]) @ v
  expect(projected.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(
    2.597014925373134,
    12,
  );
});
