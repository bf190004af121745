import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { binOfKey, firstKeyOfBin, isNaNBits, orderedKey, valueOfKey } from './ordered-float';

/**
 * Nearer to 0 than 2^-105, positive numbers count as 0. Half of the numbers lie in 0..1, where
 * scores pile up at both ends.
 */
const float = fc.oneof(
  fc.float({ noNaN: true }).map((value) => (value > 0 && value < 2 ** -104 ? 0 : value)),
  fc
    .float({ noNaN: true, min: 0, max: 1, minExcluded: false })
    .map((value) => (value < 2 ** -104 ? 0 : value)),
  fc.integer({ min: 0, max: 5000 }).map((steps) => 1 - steps / 2 ** 24),
);

describe('ordered floats', () => {
  it('keeps the order, and comes back', () => {
    fc.assert(
      fc.property(float, float, (a, b) => {
        expect(Math.sign(orderedKey(a) - orderedKey(b))).toBe(
          Math.sign(a < b ? -1 : a > b ? 1 : 0),
        );
        expect(valueOfKey(orderedKey(a)) === a).toBe(true);
      }),
    );
  });

  it('has known keys', () => {
    expect(orderedKey(1)).toBe(0xbf800000);
    expect(orderedKey(-1)).toBe(0x407fffff);
    expect(orderedKey(-0)).toBe(orderedKey(0));
    expect(orderedKey(1 - 2 ** -24)).toBe(orderedKey(1) - 2 ** 16);
    expect(orderedKey(0.5)).toBe(orderedKey(1 - 2 ** -24) - 23 * 2 ** 23); // as many keys as between 2^-24 and 0.5
    expect(orderedKey(0.5 - 2 ** -25)).toBe(orderedKey(0.5) - 1);
    expect(orderedKey(2 ** -120)).toBe(orderedKey(0));
    expect(valueOfKey(orderedKey(-Infinity))).toBe(-Infinity);
    expect(valueOfKey(orderedKey(Infinity))).toBe(Infinity);
  });

  it('has a lower edge for every bin: the scores at or above it are those in the bin or a later one', () => {
    fc.assert(
      fc.property(float, float, fc.integer({ min: 16, max: 32 }), (a, b, bits) => {
        const bin = binOfKey(orderedKey(a), bits);
        const edge = valueOfKey(firstKeyOfBin(bin, bits));
        expect(b >= edge).toBe(binOfKey(orderedKey(b), bits) >= bin);
      }),
    );
  });

  it('knows NaN from infinity', () => {
    const bits = new Uint32Array(new Float32Array([NaN, Infinity, -Infinity, 0]).buffer);
    expect([...bits].map(isNaNBits)).toEqual([true, false, false, false]);
    expect(() => orderedKey(NaN)).toThrow(expect.objectContaining({ code: 'score-unreadable' }));
  });

  it('keys beyond the infinities stand for the infinity they lie next to', () => {
    for (const key of [0, orderedKey(-Infinity) - 1]) expect(valueOfKey(key)).toBe(-Infinity);
    for (const key of [orderedKey(Infinity) + 1, 0xffffffff])
      expect(valueOfKey(key)).toBe(Infinity);
    expect(valueOfKey(orderedKey(-Infinity) + 1)).toBe(-3.4028234663852886e38);
    expect(valueOfKey(orderedKey(Infinity) - 1)).toBe(3.4028234663852886e38);
  });
});
