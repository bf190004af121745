import { describe, expect, it } from 'vitest';
import { random } from '#src/core/random';
import { principalComponents, project } from './principal-components';

describe('principal components', () => {
  it('of points on a line in space: the line, and no second direction', () => {
    const points = Float64Array.from([1, 2, 2, 2, 4, 4, 3, 6, 6]);
    const { mean, axes, explained } = principalComponents(points, 3);
    expect(mean).toEqual([2, 4, 4].map((value) => expect.closeTo(value, 12)));
    expect(axes[0]).toEqual([1 / 3, 2 / 3, 2 / 3].map((value) => expect.closeTo(value, 10)));
    expect(explained[0]).toBeCloseTo(1, 12);
    expect(explained[1]).toBeCloseTo(0, 12);
  });

  it('of an axis-parallel cross: its two longest arms, with their shares of the variance', () => {
    const points = Float64Array.from([3, 0, 0, -3, 0, 0, 0, 0, 2, 0, 0, -2, 0, 1, 0, 0, -1, 0]);
    const { axes, explained } = principalComponents(points, 3);
    expect(axes[0].map(Math.abs)).toEqual([1, 0, 0].map((value) => expect.closeTo(value, 12)));
    expect(axes[1].map(Math.abs)).toEqual([0, 0, 1].map((value) => expect.closeTo(value, 12)));
    expect(explained[0]).toBeCloseTo(9 / 14, 12);
    expect(explained[1]).toBeCloseTo(4 / 14, 12);
  });

  it('are orthonormal, and their projections carry the variance that they claim, in 19 dimensions', () => {
    const next = random(3);
    const points = Float64Array.from({ length: 200 * 19 }, (_, i) => next() * (1 + (i % 19)));
    const result = principalComponents(points, 19);
    const dot = (a: number[], b: number[]) =>
      a.reduce((sum, value, k) => sum + value * (b[k] as number), 0);
    expect(dot(result.axes[0], result.axes[0])).toBeCloseTo(1, 12);
    expect(dot(result.axes[0], result.axes[1])).toBeCloseTo(0, 12);
    const places = Array.from({ length: 200 }, (_, i) =>
      project(points.subarray(19 * i, 19 * i + 19), result),
    );
    const total = points.reduce(
      (sum, value, i) => sum + (value - (result.mean[i % 19] as number)) ** 2,
      0,
    );
    expect(places.reduce((sum, { u }) => sum + u * u, 0) / total).toBeCloseTo(
      result.explained[0],
      10,
    );
    expect(places.reduce((sum, { v }) => sum + v * v, 0) / total).toBeCloseTo(
      result.explained[1],
      10,
    );
    expect(result.explained[0]).toBeGreaterThanOrEqual(result.explained[1]);
  });

  it('put the prototypes of the network at 3 sqrt(2) from each other when only those are there', () => {
    const result = principalComponents(Float64Array.from([3, 0, 0, 0, 3, 0, 0, 0, 3]), 3);
    const a = project([3, 0, 0], result);
    const b = project([0, 3, 0], result);
    const c = project([0, 0, 3], result);
    for (const [from, to] of [
      [a, b],
      [b, c],
      [a, c],
    ] as const)
      expect(Math.hypot(from.u - to.u, from.v - to.v)).toBeCloseTo(3 * Math.SQRT2, 10);
  });
});
