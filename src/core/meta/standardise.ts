/** Keeps features that are the same everywhere finite. */
const SMALLEST = 1e-10;

/** What raw features are standardised with: `(value - mean) / scale`, `[features]` each. */
export interface Standardisation {
  mean: number[];
  /** Population standard deviation + 1e-10. */
  scale: number[];
}

/** Over the rows of `features [rows, width]`. */
export function standardisation(features: Float64Array, width: number): Standardisation {
  const rows = features.length / width;
  const mean = Array<number>(width).fill(0);
  const squares = Array<number>(width).fill(0);
  for (let i = 0; i < features.length; i++) mean[i % width] += features[i] / rows;
  for (let i = 0; i < features.length; i++)
    squares[i % width] += (features[i] - mean[i % width]) ** 2 / rows;
  return { mean, scale: squares.map((variance) => Math.sqrt(variance) + SMALLEST) };
}

/** Standardised features with a column of ones behind them, `[rows, width + 1]`. */
export function standardised(
  features: Float64Array,
  { mean, scale }: Standardisation,
): Float64Array {
  const width = mean.length;
  const rows = features.length / width;
  const result = new Float64Array(rows * (width + 1)).fill(1);
  for (let i = 0; i < features.length; i++) {
    const column = i % width;
    result[Math.floor(i / width) * (width + 1) + column] =
      (features[i] - mean[column]) / scale[column];
  }
  return result;
}
