import { expect, it } from 'vitest';
import { agreementOf, maskOverlap } from './agreement';

const FIRST = [1, 7, 0, 0, 2];
const SECOND = [3, 0, 1, 0, 1];

it('counts what both mark, and what one of them does, of any region', () => {
  expect(agreementOf(FIRST, SECOND, null)).toEqual({
    both: 2,
    onlyFirst: 1,
    onlySecond: 1,
    pixels: 5,
  });
});

it('leaves out what does not count', () => {
  expect(agreementOf(FIRST, SECOND, Uint8Array.of(1, 0, 0, 1, 0))).toEqual({
    both: 1,
    onlyFirst: 1,
    onlySecond: 1,
    pixels: 3,
  });
});

it('is intersection over union; two empty masks have none', () => {
  expect(maskOverlap({ both: 2, onlyFirst: 1, onlySecond: 5, pixels: 100 })).toBe(0.25);
  expect(maskOverlap({ both: 0, onlyFirst: 0, onlySecond: 0, pixels: 100 })).toBeNull();
});
