import { describe, expect, it } from 'vitest';
import { pointNear } from './point-near';

describe('pointNear', () => {
  const points = [
    { x: 0, y: 0, threshold: null },
    { x: 0.1, y: 0.4, threshold: 0.9 },
    { x: 0.3, y: 0.8, threshold: 0.5 },
    { x: 1, y: 1, threshold: 0.1 },
  ];

  it.each([
    [2, 0],
    [0.9, 1],
    [0.7, 1],
    [0.5, 2],
    [0.1, 3],
    [-1, 3],
  ])('finds the point of a threshold of %d', (threshold, index) => {
    expect(pointNear(points, threshold)).toBe(points[index]);
  });

  it('has none above a curve without an origin', () => {
    expect(pointNear(points.slice(1), 2)).toBeNull();
    expect(pointNear([], 0.5)).toBeNull();
  });
});
