import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { bestCosines, stealOffset } from './stolen';

describe('what is taken off a prompt', () => {
  const prompt = Float32Array.of(0.5, 0.4, 0.3, 0.2);
  const classes = Float32Array.of(0.25, 0.25, 0.25, 0.25);

  it.each([
    [0, 0.25],
    [0.24, 0.25],
    [0.25, 0.15],
    [0.5, 0.05],
    [0.75, 0],
    [1, 0],
  ])('at a share of %d is %d', (alpha, offset) => {
    expect(stealOffset(prompt, classes, alpha)).toBeCloseTo(offset, 6);
  });

  it('is nothing where the prompt wins nothing', () => {
    expect(stealOffset(classes, prompt, 0.5)).toBe(0);
    expect(stealOffset(classes, classes, 0)).toBe(0);
  });

  const cosine = fc.float({ min: -1, max: 1, noNaN: true });
  it('leaves the prompt at most that share, and is no larger than that takes', () => {
    const pixels = fc.array(fc.tuple(cosine, cosine), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pixels, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, alpha) => {
        const ours = Float32Array.from(pairs, ([a]) => a);
        const theirs = Float32Array.from(pairs, ([, b]) => b);
        const offset = stealOffset(ours, theirs, alpha);
        const leads = ours.map((value, i) => value - (theirs[i] as number));
        const above = leads.filter((lead) => lead > offset).length;
        expect(above).toBeLessThanOrEqual(alpha * pairs.length);
        if (offset > 0)
          expect(leads.filter((lead) => lead >= offset).length).toBeGreaterThan(
            alpha * pairs.length,
          );
      }),
    );
  });
});

it('the nearest class of each pixel is the largest of all words', () => {
  const rows = [
    Float32Array.of(1, 0, -1),
    Float32Array.of(0, 0.5, -0.5),
    Float32Array.of(0.25, 0.25, -2),
  ];
  expect(bestCosines(rows)).toEqual(Float32Array.of(1, 0.5, -0.5));
  expect(bestCosines(rows.slice(0, 1))).toEqual(rows[0]);
  expect(rows[0]).toEqual(Float32Array.of(1, 0, -1));
});
