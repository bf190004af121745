import { describe, expect, it } from 'vitest';
import { defaultThreshold } from './default-threshold';
import { levelsOf } from './levels';

describe('the first threshold', () => {
  const range = { min: 0, max: 10 };
  const counts = [990, 0, 0, 0, 10];

  it('has one per cent of the picture above it', () => {
    expect(defaultThreshold({ range, counts }, null)).toBe(8);
    const below = { min: -10, max: 10 };
    expect(defaultThreshold({ range: below, counts }, null)).toBe(6);
    expect(defaultThreshold({ range, counts: [991, 0, 0, 0, 9] }, null)).toBe(0);
    expect(defaultThreshold({ range, counts: [0, 0, 0, 0, 9] }, null)).toBe(8);
    expect(defaultThreshold({ range: below, counts: [989, 0, 6, 0, 5] }, null)).toBe(-2);
  });

  it('lies between the values of a binary map', () => {
    expect(defaultThreshold({ range, counts }, levelsOf(Float32Array.of(0, 1, 1, 0)))).toBe(0.5);
    expect(levelsOf(Float32Array.of(10, -9, 10))).toEqual([-9, 10]);
    expect(levelsOf(Float32Array.of(10, 9))).toEqual([9, 10]);
  });

  it.each([0.25, -7, 3e8])('lies above a constant %d, as float32 sees it', (value) => {
    const threshold = defaultThreshold({ range, counts }, levelsOf(Float32Array.of(value, value)));
    expect(Math.fround(threshold)).toBeGreaterThan(Math.fround(value));
    expect(threshold - value).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
  });

  it('is that of many values when there are three', () => {
    expect(levelsOf(Float32Array.of(0, 1, 2))).toBeNull();
  });
});
