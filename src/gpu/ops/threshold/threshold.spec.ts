import { expect, it } from 'vitest';
import { thresholdCpu } from './cpu';
import { THRESHOLD_CASES } from './threshold.cases';

it.each(THRESHOLD_CASES)('threshold: $name', ({ score, threshold, expected }) => {
  const { mask, count } = thresholdCpu(score, threshold);
  expect([...mask]).toEqual(expected);
  expect(count).toBe(expected.filter((value) => value === 1).length);
});
