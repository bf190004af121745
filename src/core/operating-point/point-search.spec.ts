import { describe, expect, it } from 'vitest';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { valueOfKey } from '#src/core/metrics/ordered-float';
import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { coarsen, emptySparse } from '#src/core/metrics/sparse-histogram';
import { binsWithin } from '#src/core/metrics/threshold-search';
import { random } from '#src/core/random';
import { pointSearch, searchedPoint } from './point-search';
import { isBetter, type PixelPoint, type PixelWish, precisionOf, reaches } from './wish';

const EXACT = emptySparse(32, 0);
const recall = (value: number): PixelWish => ({ by: 'recall', value });
const precision = (value: number): PixelWish => ({ by: 'precision', value });

/** From the highest score down: 1 anomalous, 0 normal. */
function histogramOf(labels: readonly number[]) {
  const scores = Float32Array.from(labels, (_, i) => -i);
  return imageHistogram(scores, Uint8Array.from(labels));
}
const answer = (labels: readonly number[], wish: PixelWish) =>
  searchedPoint(pointSearch(histogramOf(labels), wish), EXACT);

describe('a recall', () => {
  it('is reached by the highest threshold that has it', () => {
    const labels = [1, 0, 1, 0, 0, 1, 0, 1];
    const point = (threshold: number, truePositives: number, falsePositives: number) => ({
      reached: true,
      point: { threshold, truePositives, falsePositives },
    });
    expect(answer(labels, recall(0.5))).toEqual(point(-2, 2, 1));
    expect(answer(labels, recall(0.51))).toEqual(point(-5, 3, 3));
    expect(answer(labels, recall(1))).toEqual(point(-7, 4, 4));
  });

  it('is said of no set without anomalous pixels', () => {
    expect(answer([0, 0], recall(0.5))).toEqual({ reached: false, point: null });
  });
});

describe('a precision', () => {
  it('is reached with the most anomalous pixels, though it was lost in between', () => {
    const labels = [0, 1, 1, 1, 0, 0, 1, 1, 1, 0];
    expect(answer(labels, precision(2 / 3))).toEqual({
      reached: true,
      point: { threshold: -8, truePositives: 6, falsePositives: 3 },
    });
    expect(answer(labels, precision(0.7))).toMatchObject({ point: { threshold: -3 } });
  });

  it('is kept with the fewest false positives of as many anomalous pixels', () => {
    expect(answer([1, 1, 0, 0], precision(0.5))).toMatchObject({ point: { threshold: -1 } });
  });

  it('that no threshold has gives the highest one, with the most pixels', () => {
    const labels = [0, 1, 0, 1, 0];
    expect(answer(labels, precision(0.51))).toEqual({
      reached: false,
      point: { threshold: -3, truePositives: 2, falsePositives: 2 },
    });
  });
});

/** Scores so close that bins of 17 bits mix most of them. */
const next = random(11);
const images = [1, 2, 3].map(() => {
  const labels = Uint8Array.from({ length: 500 }, () => Number(next() < 0.3));
  const scores = Float32Array.from(labels, (label) => 0.3 + 0.01 * (next() + 0.3 * label));
  return imageHistogram(scores, labels);
});
const pool = new ScoreHistogram();
for (const image of images) pool.merge(image);
const exact = pool.toSparse();

/** The definition: all scores, one by one. */
function bestOfAll(wish: PixelWish): PixelPoint | null {
  const search = pointSearch(exact, wish);
  let best: PixelPoint | null = null;
  let [truePositives, falsePositives] = [0, 0];
  for (let i = exact.keys.length - 1; i >= 0; i--) {
    truePositives += exact.positives[i] as number;
    falsePositives += exact.negatives[i] as number;
    const threshold = valueOfKey(exact.keys[i] as number);
    const point = { threshold, truePositives, falsePositives };
    if (isBetter(wish, point, best, search.positives)) best = point;
  }
  return best;
}
describe.each([
  ...[0.05, 0.3, 0.5, 0.9, 0.95, 1].map(recall),
  ...[0.2, 0.31, 0.35, 0.4, 0.5, 0.8, 0.99].map(precision),
])('%o', (wish) => {
  it('is exact where the bins of the set mix scores, with a look at few of them', () => {
    const coarse = coarsen(exact, 17);
    expect(coarse.mixed).toContain(1);
    const search = pointSearch(coarse, wish);
    const { reached, point } = searchedPoint(search, binsWithin(exact, search.ranges));
    expect(point).toEqual(bestOfAll(wish));
    expect(reached).toBe(point !== null && reaches(wish, point, search.positives));
    if (wish.by === 'recall') expect(search.ranges.length).toBeLessThanOrEqual(1);
    expect(pointSearch(exact, wish).ranges).toEqual([]);
  });
});

it('other ranges among the images do no harm', () => {
  const coarse = coarsen(exact, 17);
  const search = pointSearch(coarse, recall(0.5));
  expect(searchedPoint(search, exact)).toEqual(
    searchedPoint(search, binsWithin(exact, search.ranges)),
  );
  expect(precisionOf({ threshold: 0, truePositives: 1, falsePositives: 3 })).toBe(0.25);
});
