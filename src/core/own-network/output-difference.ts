import type { OutputTensor } from './planes';

/**
 * Largest difference of some outputs to those of another run of the same network, as a share of the
 * range of each output; infinite where shapes differ or a value is no number in one of them alone.
 */
export function outputDifference(
  outputs: Readonly<Record<string, OutputTensor>>,
  others: Readonly<Record<string, OutputTensor>>,
): number {
  return Object.entries(outputs).reduce(
    (most, [name, output]) => Math.max(most, differenceOf(output.data, others[name]?.data)),
    0,
  );
}

function differenceOf(values: Float32Array, wanted: Float32Array | undefined): number {
  if (wanted?.length !== values.length) return Number.POSITIVE_INFINITY;
  let [min, max, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const [i, value] of wanted.entries()) {
    const given = values[i] as number;
    if (Object.is(value, given)) continue;
    const difference = Math.abs(value - given);
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
    if (difference > most) most = difference;
  }
  if (most === 0) return 0;
  for (const value of wanted) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return most / (max - min || Math.abs(max) || 1);
}
