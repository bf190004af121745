import { cholesky, solveCholesky } from '#src/core/cholesky';
import { addTo } from '#src/core/groups';
import {
  addOuterProduct,
  type Examples,
  fitLogistic,
  hessian,
  logOdds,
  lossAndGradient,
} from './logistic-regression';

/**
 * Steps that the fixed second derivatives may take; they do where a group is a small part of the
 * rows.
 */
const MOST_STEPS = 40;
const TOLERANCE = 1e-9;

/**
 * Log-odds `[rows]` of every row by a regression that has not seen the row's group; `groups
 * [rows]`: every row its own number for leave-one-out, that of its image for leave-one-image-out.
 * Each regression starts at the one over all rows.
 * @param rest awaited after each group, so that a page can go on meanwhile; it may throw to stop.
 */
export async function leaveOut(
  examples: Examples,
  groups: ArrayLike<number>,
  rest?: () => Promise<void>,
): Promise<Float64Array> {
  const all = fitLogistic(examples);
  const curvature = hessian(examples, all, null);
  const members = new Map<number, number[]>();
  for (let row = 0; row < examples.rows; row++) addTo(members, groups[row] as number, row);
  const result = new Float64Array(examples.rows);
  const omitted = new Uint8Array(examples.rows);
  for (const rows of members.values()) {
    for (const row of rows) omitted[row] = 1;
    const weights =
      refit(examples, all, curvature, rows, omitted) ?? fitLogistic(examples, omitted);
    for (const row of rows) {
      result[row] = logOdds(examples, row, weights);
      omitted[row] = 0;
    }
    await rest?.();
  }
  return result;
}

/**
 * Newton's method with the second derivatives of the start: one factorisation, a few gradients.
 * Null when they are too far off.
 */
function refit(
  examples: Examples,
  start: Float64Array,
  curvature: Float64Array,
  rows: readonly number[],
  omitted: Uint8Array,
): Float64Array | null {
  const withoutRows = Float64Array.from(curvature);
  for (const row of rows) addOuterProduct(examples, row, start, -1, withoutRows);
  const factor = cholesky(withoutRows, examples.columns);
  const weights = Float64Array.from(start);
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = solveCholesky(factor, lossAndGradient(examples, weights, omitted).gradient);
    let change = 0;
    for (const [c, difference] of step.entries()) {
      (weights[c] as number) -= difference;
      change = Math.max(change, Math.abs(difference));
    }
    if (change <= TOLERANCE) return weights;
  }
  return null;
}
