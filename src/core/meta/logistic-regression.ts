/**
 * L2 logistic regression as liblinear solves it (Fan et al. 2008): the w that minimises w·w / 2 + C
 * sum ln(1 + exp(-y w·x)) over rows x with y = ±1, C = 1. The last column is 1: its weight is the
 * intercept, and is regularised like the others.
 */
import { cholesky, solveCholesky } from '#src/core/cholesky';
import { AnomalensError } from '#src/core/errors';

/** Rows to learn from. */
export interface Examples {
  rows: number;
  columns: number;
  /** `[rows, columns]` */
  values: Float64Array;
  /** `[rows]`: 1 for the positive class, 0 otherwise. */
  targets: Uint8Array;
}

const MOST_STEPS = 100;
/** Newton's steps end when no weight changes by more. */
const TOLERANCE = 1e-9;

/** Learns nothing of rows marked in `omitted [rows]`. @returns weights `[columns]`. */
export function fitLogistic(examples: Examples, omitted: Uint8Array | null = null): Float64Array {
  let weights: Float64Array = new Float64Array(examples.columns);
  let { loss, gradient } = lossAndGradient(examples, weights, omitted);
  for (let count = 0; count < MOST_STEPS; count++) {
    const step = solveCholesky(
      cholesky(hessian(examples, weights, omitted), examples.columns),
      gradient,
    );
    // Far from the solution a whole Newton step can lead uphill.
    for (let share = 1; ; share /= 2) {
      const next = weights.map((weight, c) => weight - share * (step[c] as number));
      const there = lossAndGradient(examples, next, omitted);
      if (there.loss > loss && share * largest(step) > TOLERANCE) continue;
      ({ loss, gradient } = there);
      weights = next;
      break;
    }
    if (largest(step) <= TOLERANCE) return weights;
  }
  throw new AnomalensError('internal', 'The logistic regression did not converge.');
}

/** The log-odds w·x of one row. */
export function logOdds({ columns, values }: Examples, row: number, weights: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < columns; c++)
    sum += (values[row * columns + c] as number) * (weights[c] as number);
  return sum;
}

export function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

export function lossAndGradient(
  examples: Examples,
  weights: Float64Array,
  omitted: Uint8Array | null,
): { loss: number; gradient: Float64Array } {
  const { rows, columns, values, targets } = examples;
  const gradient = Float64Array.from(weights);
  let loss = weights.reduce((sum, weight) => sum + weight * weight, 0) / 2;
  for (let row = 0; row < rows; row++) {
    if (omitted?.[row]) continue;
    const odds = logOdds(examples, row, weights);
    const margin = targets[row] === 1 ? odds : -odds;
    loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
    const excess = probabilityOf(odds) - (targets[row] as number);
    for (let c = 0; c < columns; c++)
      (gradient[c] as number) += excess * (values[row * columns + c] as number);
  }
  return { loss, gradient };
}

/** Second derivatives `[columns, columns]`, lower half: I + sum p (1 - p) x xᵀ. */
export function hessian(
  examples: Examples,
  weights: Float64Array,
  omitted: Uint8Array | null,
): Float64Array {
  const { rows, columns } = examples;
  const result = new Float64Array(columns * columns);
  for (let c = 0; c < columns; c++) result[c * columns + c] = 1;
  for (let row = 0; row < rows; row++)
    if (!omitted?.[row]) addOuterProduct(examples, row, weights, 1, result);
  return result;
}

/** Adds a row's part p (1 - p) x xᵀ of the second derivatives, `sign` times. */
export function addOuterProduct(
  examples: Examples,
  row: number,
  weights: Float64Array,
  sign: 1 | -1,
  target: Float64Array,
): void {
  const { columns, values } = examples;
  const p = probabilityOf(logOdds(examples, row, weights));
  const scale = sign * p * (1 - p);
  const start = row * columns;
  for (let a = 0; a < columns; a++) {
    const scaled = scale * (values[start + a] as number);
    for (let b = 0; b <= a; b++)
      (target[a * columns + b] as number) += scaled * (values[start + b] as number);
  }
}

function largest(step: Float64Array): number {
  return step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
