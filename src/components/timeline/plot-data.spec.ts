import { describe, expect, it, vi } from 'vitest';
import { axisOf } from './plot-data';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const INFO = { displayRange: { min: 0, max: 1 } };

describe('the axis of a row', () => {
  it('holds the scores and the threshold, with room to drag that', () => {
    const axis = axisOf('peak', INFO, [0.4, 0.8], 0.9);
    expect(axis.min).toBeLessThan(0.4);
    expect(axis.max).toBeGreaterThan(0.9);
  });

  it('does not make mountains of nothing', () => {
    const { min, max } = axisOf('peak', INFO, [0.99, 0.9901], 0.99);
    expect(max - min).toBeGreaterThan(0.04);
  });

  it('is that of the method while nothing is known', () => {
    expect(axisOf('peak', INFO, [], 0.5)).toEqual({ min: 0, max: 1 });
  });

  it('begins at nothing for shares and counts', () => {
    expect(axisOf('area', INFO, [0.02, 0.1], 0.5)).toEqual({ min: 0, max: 0.1 });
    expect(axisOf('tracks', INFO, [0, 0], 0.5)).toEqual({ min: 0, max: 1 });
  });
});
