import { describe, expect, it } from 'vitest';
import { networkDifference } from './network-difference';

const SIZE = { width: 3, height: 2, content: { width: 2, height: 2 } };
/** Two classes; the third column is padding. */
const logits = (first: number[], second: number[]) => ({
  ...SIZE,
  values: Float32Array.from([...first, ...second]),
});
const LN3 = Math.log(3);
const EVEN = logits([0, 0, 9, 0, 0, 9], [0, 0, 9, 0, 0, 9]);

describe('two networks', () => {
  it('that say the same do not differ', () => {
    expect(networkDifference(EVEN, EVEN, 2)).toEqual({ largest: 0, mean: 0, otherClass: 0 });
  });

  it('differ by their probabilities, whatever is added to all logits of a position', () => {
    const shifted = logits([7, 7, 0, 7, 7, 0], [7, 7, 0, 7, 7, 0]);
    expect(networkDifference(EVEN, shifted, 2)?.largest).toBe(0);
  });

  it('differ by the most and in the mean, padding left out', () => {
    // At one of four positions one half becomes three quarters and one quarter.
    const other = logits([LN3, 0, -50, 0, 0, 50], [0, 0, 50, 0, 0, -50]);
    const difference = networkDifference(EVEN, other, 2);
    expect(difference?.largest).toBeCloseTo(0.25, 6);
    expect(difference?.mean).toBeCloseTo(0.25 / 4, 6);
    expect(difference?.otherClass).toBe(0); // the first of equal ones is the likeliest
    const swapped = logits([0, 0, 0, 0, 0, 0], [LN3, 0, 0, 0, 0, 0]);
    expect(networkDifference(EVEN, swapped, 2)?.otherClass).toBe(0.25);
  });

  it('are compared by the first classes alone', () => {
    const three = { ...EVEN, values: Float32Array.from([...EVEN.values, 99, 99, 99, 99, 99, 99]) };
    expect(networkDifference(EVEN, three, 2)?.largest).toBe(0);
  });

  it('of other grids are not compared', () => {
    expect(networkDifference(EVEN, { ...EVEN, width: 2 }, 2)).toBeNull();
    expect(networkDifference(EVEN, { ...EVEN, height: 3 }, 2)).toBeNull();
  });

  it('do not overflow', () => {
    const large = logits([800, 0, 0, 0, 0, 0], [0, 800, 0, 0, 0, 0]);
    const difference = networkDifference(EVEN, large, 2);
    expect(difference?.largest).toBeCloseTo(0.5, 6);
    expect(Number.isFinite(difference?.mean)).toBe(true);
  });
});
