import { expect, it } from 'vitest';
import { SHARES, scoreTable } from './score-table';

/** Pixels that lie evenly from `min` to `max`. */
const even = (min: number, max: number, pixels: number) => ({
  range: { min, max },
  counts: new Uint32Array(100).fill(pixels / 100),
});

it('a table has the score above which each share of all pixels of all pictures lies', () => {
  // Nine of ten pixels from 0 to 1, the others from 9 to 10.
  const table = scoreTable([even(0, 1, 9000), even(9, 10, 1000)])!;
  const at = (share: number) => table[SHARES.indexOf(share)];
  expect(at(1)).toBeCloseTo(0, 6);
  expect(at(0.5)).toBeCloseTo(5 / 9, 6);
  expect(at(0.01)).toBeCloseTo(9.9, 6);
  expect(table).toEqual([...table].sort((a, b) => a - b));
});

it('no pixel, no table', () => expect(scoreTable([])).toBeNull());
