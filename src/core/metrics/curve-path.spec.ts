import { expect, it } from 'vitest';
import { curvePath } from './curve-path';

it('a curve has its origin at the bottom left', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0.25, y: 0.5 },
    { x: 1, y: 1 },
  ];
  expect(curvePath(points, 100)).toBe('M0.0 100.0L25.0 50.0L100.0 0.0');
  expect(curvePath(points, 200, 100)).toBe('M0.0 100.0L50.0 50.0L200.0 0.0');
});

it('no points give no path', () => {
  expect(curvePath([], 100)).toBe('');
});
