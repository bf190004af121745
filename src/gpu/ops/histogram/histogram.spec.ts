import { expect, it } from 'vitest';
import { histogramCpu, rangeCpu } from './cpu';
import { HISTOGRAM_CASES } from './histogram.cases';

it.each(HISTOGRAM_CASES)('histogram: $name', ({ score }) => {
  const finite = [...score.subarray(0, 100_000)].filter(Number.isFinite);
  const range = rangeCpu(score);
  if (finite.length === 0) {
    expect(range).toEqual({ min: Infinity, max: -Infinity }); // nothing to count
    return;
  }
  expect(finite.every((value) => value >= range.min && value <= range.max)).toBe(true);
  const counted = histogramCpu(score, range).reduce((sum, count) => sum + count, 0);
  let numbers = 0;
  for (const value of score) if (!Number.isNaN(value)) numbers++;
  expect(counted).toBe(numbers);
});
