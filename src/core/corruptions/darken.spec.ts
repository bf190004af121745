import { expect, it } from 'vitest';
import { darken } from './darken';

/** None becomes a value that rounding could take either way. */
const GREYS = [0, 4, 8, 11, 64, 128, 200, 255];

/** By NumPy. */
it.each([
  [0, GREYS],
  [0.5, [0, 3, 6, 8, 54, 109, 171, 219]],
  [1, [0, 2, 4, 6, 44, 92, 146, 188]],
  [2, [0, 1, 2, 3, 30, 66, 106, 137]],
  [8, [0, 0, 0, 0, 1, 3, 7, 13]],
])('%d stops divide linear light', (stops, expected) => {
  const rgba = Uint8ClampedArray.from(GREYS.flatMap((grey) => [grey, grey, grey, 255]));
  darken({ rgba, width: GREYS.length, height: 1 }, stops);
  expect([...rgba]).toEqual(expected.flatMap((grey) => [grey, grey, grey, 255]));
});
