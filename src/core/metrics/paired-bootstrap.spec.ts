import { describe, expect, it } from 'vitest';
import { type ComponentCounts, noComponents, TAUS } from './component-metrics';
import { pairedDifference, pairedF1Difference } from './paired-bootstrap';

describe('the difference of two means over images', () => {
  it('is exact where every image differs by the same, and nothing for one image', () => {
    const interval = pairedDifference([0.5, 0.9, 0.3], [0.4, 0.8, 0.2]);
    expect(interval?.low).toBeCloseTo(0.1, 12);
    expect(interval?.high).toBeCloseTo(0.1, 12);
    expect(pairedDifference([1], [0])).toBeNull();
  });

  it('spans the mean of differing images, and crosses 0 where the sign is not clear', () => {
    const better = pairedDifference([0.6, 0.5, 0.8, 0.7], [0.5, 0.2, 0.6, 0.3]);
    expect(better?.low).toBeGreaterThan(0);
    expect(better?.low).toBeLessThan(0.25);
    expect(better?.high).toBeGreaterThan(0.25);
    const unclear = pairedDifference([0.6, 0.2, 0.8, 0.1], [0.5, 0.5, 0.6, 0.3]);
    expect(unclear?.low).toBeLessThan(0);
    expect(unclear?.high).toBeGreaterThan(0);
  });
});

describe('the difference of two component F1', () => {
  /**
   * Counts of an image: true components, those of them that are hit at every tau, predicted ones
   * that are wrong at every tau.
   */
  const counts = (truth: number, hit: number, wrong: number): ComponentCounts => ({
    ...noComponents(),
    truth,
    predicted: hit + wrong,
    truePositives: TAUS.map(() => hit),
    falsePositives: TAUS.map(() => wrong),
  });
  // F1 = 2 TP / (TP + truth + FP).

  it('spans the differences of the resamples', () => {
    // Image 0: 2/2 against 2/3; image 1: 2/5 against 0/6; one of each: 4/7 against 2/9, which lies
    // between. Two images give these three resamples alone, a quarter, a quarter and a half of
    // them.
    const a = [counts(1, 1, 0), counts(3, 1, 1)];
    const b = [counts(1, 1, 1), counts(3, 0, 3)];
    const interval = pairedF1Difference(a, b);
    expect(interval?.low).toBeCloseTo(1 - 2 / 3, 12);
    expect(interval?.high).toBeCloseTo(2 / 5, 12);
    expect(pairedF1Difference(b, a)?.low).toBeCloseTo(-2 / 5, 12);
    expect(pairedF1Difference(a, a)).toEqual({ low: 0, high: 0 });
  });

  it('adds the counts of the drawn images instead of averaging their F1', () => {
    // Each image alone has the same F1 both ways, 1 and 0; together they have 2/4 against 2/3.
    const interval = pairedF1Difference(
      [counts(1, 1, 0), counts(0, 0, 2)],
      [counts(1, 1, 0), counts(0, 0, 1)],
    );
    expect(interval?.low).toBeCloseTo(1 / 2 - 2 / 3, 12);
    expect(interval?.high).toBe(0);
  });

  it('leaves out what has no F1, and is nothing for one image or without any component', () => {
    const nothing = counts(0, 0, 0);
    const interval = pairedF1Difference([counts(1, 1, 0), nothing], [counts(1, 1, 1), nothing]);
    // Twice the empty image has no F1; every other resample counts the first image alone.
    expect(interval?.low).toBeCloseTo(1 / 3, 12);
    expect(interval?.high).toBeCloseTo(1 / 3, 12);
    expect(pairedF1Difference([nothing, nothing], [nothing, nothing])).toBeNull();
    expect(pairedF1Difference([counts(1, 1, 0)], [counts(1, 1, 1)])).toBeNull();
  });
});
