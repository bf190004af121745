import { describe, expect, it } from 'vitest';
import { meanCpu } from './cpu';
import { MEAN_CASES } from './mean.cases';

const named = (name: string) => MEAN_CASES.find((c) => c.name === name) ?? expect.fail(name);

describe('the mean of two maps', () => {
  it('lies in the middle of both', () => {
    const { a, b } = named('ties and signs');
    expect([...meanCpu(a, b)]).toEqual([1, 0, -1, -0.5]);
  });

  it('is the map itself where both are one', () => {
    for (const { a } of MEAN_CASES) expect(meanCpu(a, a)).toEqual(a);
  });

  it('rounds once: ties go to the even float', () => {
    const { a, b } = named('values that differ in their last bit');
    expect([...meanCpu(a, b)]).toEqual([1, 1 + 2 ** -22, 0]);
  });

  it('keeps what is not finite, so that the check of a score sees it', () => {
    const odd = Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0);
    const other = Float32Array.of(0, 0, Number.POSITIVE_INFINITY, Number.NaN);
    expect([...meanCpu(odd, other)]).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
