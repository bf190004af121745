import { expect, it } from 'vitest';
import { frameName } from '#src/core/drives/frame-name';

it('the name of a frame has its number and time, and sorts as frames follow', () => {
  expect(frameName('ride', 123, 12.48)).toBe('ride_f000123_t00012.480');
  expect(frameName('ride', 0, 0)).toBe('ride_f000000_t00000.000');
  expect(frameName('ride', 9, -0.04)).toBe('ride_f000009_t00000.000');
  expect(frameName('a.b', 1_234_567, 100_000.5)).toBe('a.b_f1234567_t100000.500');
  const names = [9, 10, 100].map((index) => frameName('x', index, index / 25));
  expect(names.toSorted()).toEqual(names);
});
