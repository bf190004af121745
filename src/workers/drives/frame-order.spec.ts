import { expect, it } from 'vitest';
import { indexAt, keyFrameBefore } from './frame-order';

it('a frame is found by the nearest time', () => {
  const timestamps = Float64Array.of(0, 0.04, 0.08, 1);
  const asked = [-5, 0, 0.019, 0.021, 0.0399999, 0.08, 0.5, 0.6, 99];
  expect(asked.map((seconds) => indexAt(timestamps, seconds))).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3]);
  expect(indexAt(new Float64Array(), 0)).toBe(-1);
});

it('a frame is decoded from the last key frame that is not behind it', () => {
  const keyFrames = Uint32Array.of(2, 24, 48);
  expect([0, 1, 2, 23, 24, 47, 48, 59].map((index) => keyFrameBefore(keyFrames, index))).toEqual([
    0, 0, 2, 2, 24, 24, 48, 48,
  ]);
});
