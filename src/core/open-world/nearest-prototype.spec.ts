import { describe, expect, it } from 'vitest';
import { DistanceBins } from './distance-bins';
import { harmonicMean } from './harmonic';
import { nearestPrototype, PrototypeMean } from './nearest-prototype';
import { RADIUS_RANGE } from './radius-axis';

const rule = (prototype: number[], radius: number) => ({ prototype, radius });

describe('the nearest prototype', () => {
  // Four classes with prototypes 3 e_k: (1, 1, 0, 0) is at squared distance 5 from two of them.
  it('must lie nearer than the radius', () => {
    expect(nearestPrototype([1, 1, 0, 0], [rule([1, 0, 0, 0], 1.01)])).toBe(0);
    expect(nearestPrototype([1, 1, 0, 0], [rule([1, 0, 0, 0], 1)])).toBeNull();
  });

  it('must lie nearer than those of the network, whatever the radius', () => {
    expect(nearestPrototype([2, 0, 0, 0], [rule([0, 0, 0, 0], 50)])).toBeNull(); // 4 against 1
    expect(nearestPrototype([1, 0, 0, 0], [rule([0, 0, 0, 0], 50)])).toBe(0); // 1 against 4
    expect(nearestPrototype([1.5, 0, 0, 0], [rule([0, 0, 0, 0], 50)])).toBeNull(); // as near
  });

  it('is one of all learnt ones: a nearer one with a small radius takes the pixel from the others', () => {
    const rules = [rule([0, 0, 0, 0], 50), rule([0.5, 0, 0, 0], 0.01)];
    expect(nearestPrototype([0.375, 0, 0, 0], rules)).toBeNull(); // nearer to the second, but not near enough
    expect(nearestPrototype([0.4375, 0, 0, 0], rules)).toBe(1);
    expect(nearestPrototype([0.125, 0, 0, 0], rules)).toBe(0);
    expect(nearestPrototype([0.25, 0, 0, 0], rules)).toBeNull(); // as near to both
  });
});

describe('a mean of embeddings', () => {
  it('is the sum over all, divided by their number', () => {
    const mean = new PrototypeMean(2);
    for (const f of [
      [1, 0],
      [0, 4],
      [2, 2],
    ])
      mean.add(f);
    expect(mean.count).toBe(3);
    expect(mean.mean()).toEqual([1, 2]);
  });
});

describe('bins of distances', () => {
  it('have equal steps of the logarithm, and take what lies outside at their ends', () => {
    const bins = new DistanceBins();
    const middle = Math.sqrt(RADIUS_RANGE.min * RADIUS_RANGE.max);
    for (const distance of [0, RADIUS_RANGE.min, middle * 1.001, RADIUS_RANGE.max, 1e6])
      bins.add(distance);
    expect(bins.counts[0]).toBe(2);
    expect(bins.counts[32]).toBe(1);
    expect(bins.counts[63]).toBe(2);
  });
});

describe('the harmonic mean', () => {
  it('is that of the published table', () => {
    expect(harmonicMean(0.757, 0.637)).toBeCloseTo(0.692, 3);
    expect(harmonicMean(0, 0)).toBe(0);
    expect(harmonicMean(null, 0.5)).toBeNull();
  });
});
