import { describe, expect, it } from 'vitest';
import { random } from '../random';
import { detectionErrors } from './detection-errors';
import { errorCurve } from './error-curve';

const next = random(7);
/** Regions on up to three of four true regions, some of the same probability. */
const IMAGES = Array.from({ length: 6 }, () => ({
  overlaps: Array.from({ length: 9 }, () => [0, 1, 2, 3].filter(() => next() < 0.2)),
  trueRegions: 4,
}));
const PROBABILITIES = IMAGES.map(({ overlaps }) =>
  overlaps.map(() => Math.round(next() * 10) / 10),
);

describe('errors over the removal threshold', () => {
  const curve = errorCurve(IMAGES, PROBABILITIES);

  it('are those of the stored probabilities at every threshold', () => {
    for (let step = 0; step <= 40; step++) {
      const above = step / 40;
      const expected = detectionErrors(
        IMAGES,
        (image, region) => (PROBABILITIES[image]?.[region] as number) <= above,
      );
      expect(
        curve.findLast((point) => point.above <= above),
        `P ${above}`,
      ).toMatchObject(expected);
    }
  });

  it('end with the errors without removal', () => {
    expect(curve.at(-1)).toMatchObject(detectionErrors(IMAGES, () => true));
    expect(curve.at(-1)?.falsePositives).toBeGreaterThan(0);
  });

  it('have one point per probability, in order', () => {
    const steps = curve.map(({ above }) => above);
    expect(steps).toEqual([...new Set([0, ...PROBABILITIES.flat()])].sort((a, b) => a - b));
  });

  it('of no regions are the regions that nobody finds', () => {
    expect(errorCurve([{ overlaps: [], trueRegions: 2 }], [[]])).toEqual([
      { above: 0, falsePositives: 0, falseNegatives: 2 },
    ]);
  });
});
