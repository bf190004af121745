import { expect, it } from 'vitest';
import { queryLogits, queryProbabilities } from './queries';

const FAR = 60;
/** Softmaxes of ln 3 and of ln 1: 0.75 for the first class and 0.25 for nothing, and so on. */
const CLASSES = {
  dims: [1, 3, 3],
  data: Float32Array.from([Math.log(3), -FAR, 0, -FAR, Math.log(3), 0, -FAR, -FAR, FAR]),
};
/** Pixel 0 is covered by both first queries, pixel 1 by half of the second, pixel 2 by nothing's alone. */
const MASKS = {
  dims: [1, 3, 1, 3],
  data: Float32Array.from([FAR, -FAR, -FAR, FAR, 0, -FAR, -FAR, -FAR, FAR]),
};

it('queries give each class the sum of what they are sure of, times how far they cover', () => {
  const { classes, width, height, data } = queryLogits(CLASSES, MASKS);
  expect([classes, height, width]).toEqual([2, 1, 3]);
  for (const [i, value] of [0.75, 0, 0, 0.75, 0.375, 0].entries())
    expect(data[i]).toBeCloseTo(value, 6);
});

it('a pixel that none of them claims keeps that, until its classes are made to sum to 1', () => {
  const claims = queryLogits(CLASSES, MASKS).data;
  expect((claims[2] as number) + (claims[5] as number)).toBeLessThan(1e-20);
  const { data } = queryProbabilities(CLASSES, MASKS);
  for (let i = 0; i < 3; i++)
    expect((data[i] as number) + (data[3 + i] as number)).toBeCloseTo(1, 6);
  expect(data[0]).toBeCloseTo(0.5, 6);
});

it('masks of another number of queries are refused', () => {
  expect(() => queryLogits(CLASSES, { ...MASKS, dims: [1, 1, 3, 3] })).toThrow(
    expect.objectContaining({ code: 'network-unsupported' }),
  );
});
