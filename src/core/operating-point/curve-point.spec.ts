import { expect, it } from 'vitest';
import { curveOf } from '#src/core/metrics/curves';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { random } from '#src/core/random';
import { pointOnCurve } from './curve-point';
import { pointSearch, searchedPoint } from './point-search';
import type { PixelWish } from './wish';

/** Few enough scores for the curve to keep all: one at a time, anomalous where 1. */
const exact = imageHistogram(
  Float32Array.from({ length: 10 }, (_, i) => -i),
  Uint8Array.of(0, 1, 1, 1, 0, 0, 1, 1, 1, 0),
);
const WISHES: PixelWish[] = [0.1, 0.5, 0.66, 0.7, 0.9, 1].flatMap((value) => [
  { by: 'recall', value },
  { by: 'precision', value },
]);

it.each(WISHES)('%o gives what a search over all scores does', (wish) => {
  const { reached, point } = pointOnCurve(curveOf('precision-recall', exact), wish);
  const search = searchedPoint(pointSearch(exact, wish), { ...exact, keys: new Uint32Array(0) });
  expect([reached, point?.threshold]).toEqual([search.reached, search.point?.threshold]);
});

it('of a thinned curve is near that of all scores, and no worse than was wished for', () => {
  const next = random(3);
  const labels = Uint8Array.from({ length: 50_000 }, () => Number(next() < 0.1));
  const image = imageHistogram(
    Float32Array.from(labels, (label) => next() + 0.6 * label),
    labels,
  );
  const { point } = pointOnCurve(curveOf('precision-recall', image), { by: 'recall', value: 0.9 });
  expect(point?.recall).toBeGreaterThanOrEqual(0.9);
  expect(point?.recall).toBeLessThan(0.905);
});

it('of nothing is nothing', () => {
  expect(pointOnCurve([], { by: 'recall', value: 0.5 })).toEqual({ reached: false, point: null });
});
