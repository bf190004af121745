import { describe, expect, it } from 'vitest';
import { boundInfinities, withoutHoles } from './holes';

const UNREADABLE = expect.objectContaining({ code: 'score-unreadable' });

describe('values that are no finite numbers', () => {
  const size = { width: 3, height: 2 };

  it('are counted and placed; infinities take the nearest number, NaN stays void', () => {
    const data = Float32Array.of(0.1, NaN, Infinity, NaN, -Infinity, -2);
    const { data: bounded, notes } = boundInfinities(data, size);
    const high = Math.fround(0.1);
    expect([...bounded]).toEqual([high, NaN, high, NaN, -2, -2]);
    expect(notes).toEqual([
      '2 values are NaN, in rows 0 to 1, columns 0 to 1: they count as void.',
      '1 value is +Inf, in row 0, column 2: it counts as the highest number, 0.1.',
      '1 value is -Inf, in row 1, column 1: it counts as the lowest number, -2.',
    ]);
    expect([...withoutHoles(bounded)]).toEqual([high, -2, high, -2, -2, -2]);
  });

  it('of logits are placed in the picture, whatever their class', () => {
    const data = Float32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -Infinity, 0);
    expect(boundInfinities(data, size).notes[0]).toContain('in row 1, column 1');
  });

  it('are not found in sound scores, which stay the same array', () => {
    const data = Float32Array.of(1, 2);
    expect(boundInfinities(data, { width: 2, height: 1 })).toEqual({ data, notes: [] });
    expect(boundInfinities(data, { width: 2, height: 1 }).data).toBe(data);
    expect(withoutHoles(data)).toBe(data);
  });

  it('alone are no score', () => {
    expect(() => boundInfinities(Float32Array.of(NaN, Infinity), size)).toThrow(UNREADABLE);
    expect(() => withoutHoles(Float32Array.of(NaN))).toThrow('none of its values is a finite');
  });
});
