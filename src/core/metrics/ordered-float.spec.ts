import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binOfKey, firstKeyOfBin, isNaNBits, keyAtOrAbove, orderedKey, valueOfKey } from './ordered-float';

const float = fc.float({ noNaN: true });

describe('ordered floats', () => {
  it('keeps the order, and comes back', () => {
    fc.assert(
      fc.property(float, float, (a, b) => {
        expect(Math.sign(orderedKey(a) - orderedKey(b))).toBe(Math.sign(a < b ? -1 : a > b ? 1 : 0));
        expect(valueOfKey(orderedKey(a)) === a).toBe(true);
      }),
    );
  });

  it('has known keys', () => {
    expect(orderedKey(1)).toBe(0xbf800000);
    expect(orderedKey(-1)).toBe(0x407fffff);
    expect(orderedKey(-0)).toBe(orderedKey(0));
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

  it('turns any threshold into a comparison of keys', () => {
    fc.assert(
      fc.property(float, fc.double({ noNaN: true }), (score, threshold) => {
        expect(orderedKey(score) >= keyAtOrAbove(threshold)).toBe(score >= threshold);
      }),
    );
    expect(orderedKey(Math.fround(0.1)) >= keyAtOrAbove(0.1)).toBe(true);
    expect(orderedKey(Math.fround(0.7)) >= keyAtOrAbove(0.7)).toBe(false); // 0.7 as float32 is below 0.7
  });

  it('knows NaN from infinity', () => {
    const bits = (value: number) => new Uint32Array(new Float32Array([value]).buffer)[0];
    expect([NaN, Infinity, -Infinity, 0].map((value) => isNaNBits(bits(value)))).toEqual([true, false, false, false]);
    expect(() => orderedKey(NaN)).toThrow(expect.objectContaining({ code: 'score-unreadable' }));
  });
});
