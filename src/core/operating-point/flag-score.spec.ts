import { describe, expect, it } from 'vitest';
import { random } from '#src/core/random';
import { BACKGROUND } from '#src/core/types';
import { regionsCpu } from '#src/gpu/ops/regions/cpu';
import { flagScore } from './flag-score';
import { flagThreshold } from './flag-threshold';

const line = (values: number[], leastArea: number, floor = 0) =>
  flagScore(Float32Array.from(values), { width: values.length, height: 1 }, floor, leastArea);

describe('a picture', () => {
  it('is flagged from the score on at which a region is large enough', () => {
    const values = [0.75, 0.5, 0, 1, 0.25, 0.5];
    expect(line(values, 1)).toBe(1);
    expect(line(values, 2)).toBe(0.5);
    expect(line(values, 3)).toBe(0.25);
    expect(line(values, 6)).toBe(0);
  });

  it('without a smallest size is flagged by its highest pixel', () => {
    expect(line([0.25, 0.5], 0)).toBe(0.5);
  });

  it('has corners that touch', () => {
    const values = Float32Array.of(1, 0, 0, 1);
    expect(flagScore(values, { width: 2, height: 2 }, 0, 2)).toBe(1);
  });

  it('is not flagged by what does not count', () => {
    expect(line([-9, 0.5, -9, 0.75, -9], 2)).toBeNull();
    expect(line([-9, 0.5, Number.NaN, 0.75, -9], 2, -1)).toBeNull();
    expect(line([-9, -8], 2, -9)).toBe(-9);
  });

  it('may have infinite scores, or the same everywhere', () => {
    expect(line([-Infinity, Infinity, 0.5, 0.25], 1, -Infinity)).toBe(Infinity);
    expect(line([-Infinity, Infinity, 0.5, 0.25], 2, -Infinity)).toBe(0.5);
    expect(line([-Infinity, Infinity, 0.5, 0.25], 4, -Infinity)).toBe(-Infinity);
    expect(line([0.5, 0.5], 2)).toBe(0.5);
  });

  it.each([1, 2, 3])('of random scores %i is flagged there and not above', (seed) => {
    const size = { width: 31, height: 19 };
    const next = random(seed);
    const values = Float32Array.from({ length: 31 * 19 }, () => Math.fround(next() ** 0.1));
    const largestAt = (threshold: number) => {
      const labels = regionsCpu(
        Uint8Array.from(values, (value) => Number(value >= threshold)),
        size,
      );
      const areas = new Map<number, number>();
      for (const id of labels) if (id !== BACKGROUND) areas.set(id, (areas.get(id) ?? 0) + 1);
      return Math.max(0, ...areas.values());
    };
    for (const area of [1, 2, 10, 100, 500]) {
      const flag = flagScore(values, size, 0, area) as number;
      expect(largestAt(flag)).toBeGreaterThanOrEqual(area);
      const above = [...values].filter((value) => value > flag);
      if (above.length > 0) expect(largestAt(Math.min(...above))).toBeLessThan(area);
    }
  });
});

describe('a share of pictures', () => {
  const scores = [0.5, 0.25, 0.75, 1];

  it('is not exceeded, and just reached where scores allow it', () => {
    expect(flagThreshold(scores, 0.5)).toMatchObject({ flagged: 2, pictures: 4 });
    expect(flagThreshold(scores, 0.74)).toMatchObject({ flagged: 2 });
    expect(flagThreshold(scores, 0.75)).toMatchObject({ flagged: 3 });
    expect(flagThreshold([1, 0.75, 0.75, 0.5], 0.5)).toMatchObject({ flagged: 1 });
  });

  it('is that of the lowest threshold which keeps it', () => {
    const { threshold } = flagThreshold(scores, 0.5) as { threshold: number };
    expect(threshold).toBeGreaterThan(0.5);
    expect(threshold).toBe(Math.fround(threshold));
    expect(threshold - 0.5).toBeLessThan(1e-6);
    expect(flagThreshold(scores, 0)?.threshold).toBeGreaterThan(1);
    expect(flagThreshold([-3], 0)?.threshold).toBeGreaterThan(-3);
  });

  it('of all flags all', () => {
    expect(flagThreshold(scores, 1)).toEqual({ threshold: 0.25, flagged: 4, pictures: 4 });
  });

  it('counts pictures that nothing flags', () => {
    expect(flagThreshold([1, null, null, null], 0.25)).toEqual({
      threshold: 1,
      flagged: 1,
      pictures: 4,
    });
    expect(flagThreshold([null, null], 0.5)).toBeNull();
    expect(flagThreshold([], 0.5)).toBeNull();
    expect(flagThreshold([Infinity, Infinity, 0], 0.5)).toBeNull();
  });

  it('is compared as a rate is', () => {
    const many = Array.from({ length: 100 }, (_, i) => i);
    expect(flagThreshold(many, 0.07)?.flagged).toBe(7); // 0.07 * 100 is 7.000000000000001
    expect(flagThreshold(many, 0.29)?.flagged).toBe(29); // 0.29 * 100 is 28.999999999999996
  });
});
