import { describe, expect, it } from 'vitest';
import { curvePath } from './curve-path';

describe('curvePath', () => {
  it('puts the origin at the bottom left', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0.25, y: 0.5 },
      { x: 1, y: 1 },
    ];
    expect(curvePath(points, 100)).toBe('M0.0,100.0L25.0,50.0L100.0,0.0');
  });

  it('is empty without points', () => {
    expect(curvePath([], 100)).toBe('');
  });
});
