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
  for (let i = 0; i < features.length; i++)
    (mean[i % width] as number) += (features[i] as number) / rows;
  for (let i = 0; i < features.length; i++)
    (squares[i % width] as number) +=
      ((features[i] as number) - (mean[i % width] as number)) ** 2 / rows;
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
      ((features[i] as number) - (mean[column] as number)) / (scale[column] as number);
  }
  return result;
}
