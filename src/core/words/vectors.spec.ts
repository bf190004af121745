import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { cosine, cosinesWith, normalise, unitRows } from './vectors';

describe('vectors', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 128, 131])(
    'of %d numbers are multiplied number by number',
    (dimensions) => {
      const rows = Float32Array.from({ length: 3 * dimensions }, (_, i) => (i % 13) - 6);
      const vector = Float32Array.from({ length: dimensions }, (_, i) => (i % 5) - 2);
      const wanted = [0, 1, 2].map((row) =>
        vector.reduce((sum, value, i) => sum + value * (rows[row * dimensions + i] as number), 0),
      );
      expect([...cosinesWith(rows, vector)]).toEqual(wanted);
      expect(cosine(rows.subarray(0, dimensions), vector)).toBe(wanted[0]);
    },
  );

  it('without numbers have no cosines', () => {
    expect(cosinesWith(new Float32Array(), new Float32Array())).toEqual(new Float32Array());
  });

  it('have length 1 afterwards, or none', () => {
    const numbers = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(numbers, (values) => {
        const vector = Float32Array.from(values);
        const has = normalise(vector);
        expect(has).toBe(values.some((value) => value !== 0));
        if (has) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      }),
    );
    for (const strange of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(normalise(Float32Array.of(1, strange))).toBe(false);
  });

  it('of a table keep their directions', () => {
    const bytes = new Uint8Array(Int8Array.of(3, -4, 0, 127).buffer);
    expect([...unitRows(bytes, 2)]).toEqual([0.6, -0.8, 0, 1].map((x) => expect.closeTo(x, 6)));
    for (const [dimensions, rows] of [[3], [2, 3], [4, 0]] as const)
      expect(() => unitRows(bytes, dimensions, rows)).toThrow(RangeError);
    expect(() => unitRows(new Uint8Array(4), 2)).toThrow('row 0 is zero');
  });
});
