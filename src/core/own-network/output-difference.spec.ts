import { expect, it } from 'vitest';
import { outputDifference } from './output-difference';

const outputs = (...values: number[]) => ({ y: { data: Float32Array.from(values), dims: [1] } });

it.each([
  [outputs(0, 4, 8), outputs(0, 4, 8), 0],
  [outputs(0, 4, 9), outputs(0, 4, 8), 1 / 8],
  [outputs(3, 3), outputs(2, 2), 1 / 2], // without a range, as a share of the value
  [outputs(0, NaN), outputs(0, NaN), 0],
  [outputs(0, NaN), outputs(0, 1), Infinity],
  [outputs(0, Infinity), outputs(0, 1), Infinity],
  [outputs(0), outputs(0, 1), Infinity],
])('%o against %o is %d', (given, wanted, difference) => {
  expect(outputDifference(given, wanted)).toBe(difference);
});

it('is that of the worst output, and of one that is not there', () => {
  const two = { ...outputs(0, 8), z: { data: Float32Array.of(1, 3), dims: [2] } };
  const other = { ...outputs(0, 8), z: { data: Float32Array.of(1, 2), dims: [2] } };
  expect(outputDifference(two, other)).toBe(1);
  expect(outputDifference(two, outputs(0, 8))).toBe(Infinity);
});
