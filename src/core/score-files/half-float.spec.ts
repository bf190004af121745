import { expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { halfToNumber, numberToHalf } from './half-float';

it('every half float comes back as it was', () => {
  for (let bits = 0; bits < 0x10000; bits++) {
    const value = halfToNumber(bits);
    if (Number.isNaN(value)) continue;
    expect(numberToHalf(value)).toBe(bits);
  }
});

it.each([
  [1 + 2 ** -11, 0x3c00], // a tie, to even
  [1 + 3 * 2 ** -11, 0x3c02],
  [65520, 0x7c00],
  [65519, 0x7bff],
  [2 ** -25, 0],
  [2 ** -25 * 1.5, 1],
  [NaN, 0x7e00],
])('%d is rounded to the nearest', (value, bits) => expect(numberToHalf(value)).toBe(bits));

it('nothing lies nearer than the half float that is chosen', () => {
  fc.assert(
    fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
      const bits = numberToHalf(value);
      const off = Math.abs(halfToNumber(bits) - value);
      for (const other of [bits - 1, bits + 1].filter((b) => (b & 0x7fff) < 0x7c00 && b >= 0))
        expect(off).toBeLessThanOrEqual(Math.abs(halfToNumber(other) - value));
    }),
  );
});
