import { expect, it } from 'vitest';
import {
  coordinate,
  declaredSize,
  drawnPicture,
  nameOf,
  turnedRing,
  unreadableShapes,
} from './shapes';

it('corners turn clockwise around any point', () => {
  const [cos, sin] = [Math.cos(Math.PI / 6), 0.5];
  const ring = turnedRing([5, 1, 2, 3, 3, 4], 2, 1, 30);
  const turned = [
    ...[2 + 3 * cos, 1 + 3 * sin],
    ...[2 - 2 * sin, 1 + 2 * cos],
    ...[2 + cos - 3 * sin, 1 + sin + 3 * cos],
  ];
  expect(ring).toHaveLength(6);
  for (const [i, value] of ring.entries()) expect(value).toBeCloseTo(turned[i]!, 9);
});

it('a corner lies ten million pixels away at most, on either side', () => {
  expect([coordinate(1e7), coordinate(-1e7)]).toEqual([1e7, -1e7]);
  for (const outside of [1e7 + 1, -1e7 - 1, Number.NaN, '1', null])
    expect(() => coordinate(outside)).toThrow(
      expect.objectContaining({ code: 'label-unreadable', retryable: false }),
    );
});

it('a size needs both sides, whole and above 0', () => {
  expect(declaredSize(4, 3)).toEqual({ width: 4, height: 3 });
  for (const side of [0, -1, 1.5, '3', undefined]) {
    expect(declaredSize(4, side)).toBeNull();
    expect(declaredSize(side, 3)).toBeNull();
  }
});

it('a name has no spaces around it, and spaces alone are none', () => {
  expect([' dog ', '  '].map(nameOf)).toEqual(['dog', 'without a name']);
});

it('a problem of one picture leaves it without shapes, a fault of the code is thrown', () => {
  const size = { width: 2, height: 1 };
  const nothing = { picture: 'a.jpg', shapes: [], notice: null };
  const read = (error: Error) =>
    drawnPicture('a.jpg', size, () => {
      throw error;
    });
  const problem = 'The label cannot be used: it is torn.';
  expect(read(unreadableShapes('it is torn'))).toEqual({ ...nothing, size, problem });
  expect(drawnPicture('a.jpg', null, () => ({ shapes: [], notice: null }))).toEqual({
    ...nothing,
    size: null,
    problem: 'The label cannot be used: it does not say how large a.jpg is.',
  });
  expect(() => read(new TypeError('x'))).toThrow(TypeError);
});
