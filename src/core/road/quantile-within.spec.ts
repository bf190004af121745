import { expect, it } from 'vitest';
import { random } from '#src/core/random';
import { quantileWithin } from './quantile-within';

const next = random(3);
const VALUES = Float32Array.from({ length: 5000 }, () => next() ** 4 * 20 - 3);
const ALL = () => true;

it.each([0, 0.001, 0.5, 0.77, 0.999, 1])('is that of the sorted values: %f', (share) => {
  const sorted = VALUES.toSorted();
  const expected = sorted[Math.max(0, Math.ceil(share * 5000) - 1)];
  expect(quantileWithin(VALUES, ALL, share)).toBe(expected);
});

it('is of the chosen values alone', () => {
  const chosen = VALUES.filter((_, i) => i % 3 === 1).toSorted();
  const expected = chosen[Math.ceil(0.999 * chosen.length) - 1];
  expect(quantileWithin(VALUES, (i) => i % 3 === 1, 0.999)).toBe(expected);
  expect(quantileWithin(Float32Array.of(5, Number.NaN), (i) => i === 0, 0.999)).toBe(5);
});

it('is one of equal values, and none of no values', () => {
  expect(quantileWithin(Float32Array.of(2, 2, 2), ALL, 0.999)).toBe(2);
  expect(quantileWithin(VALUES, () => false, 0.999)).toBeNull();
});
