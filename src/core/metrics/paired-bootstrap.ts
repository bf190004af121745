/**
 * Percentile bootstrap over images (Efron 1979) of the difference between two methods: images are
 * drawn with replacement, both methods' values of an image together, so that what the images have
 * in common cancels out. Intervals hold 95 %.
 */
import { random } from '../random';
import { type ComponentCounts, componentMetrics, sumComponentCounts } from './component-metrics';
import type { Interval } from './intervals';

const RESAMPLES = 2000;

/** Interval of the mean of `a[i] - b[i]` over images. Null for fewer than two images. */
export function pairedDifference(
  a: readonly number[],
  b: readonly number[],
  resamples = RESAMPLES,
  seed = 1,
): Interval | null {
  const differences = a.map((value, i) => value - (b[i] as number));
  return intervalOver(
    differences.length,
    resamples,
    seed,
    (drawn) => drawn.reduce((sum, i) => sum + (differences[i] as number), 0) / drawn.length,
  );
}

/**
 * Interval of the component F1 of `a` minus that of `b`, each from its counts added over the drawn
 * images. A resample in which one of them has no F1, for want of any component, is left out. Null
 * for fewer than two images, and where no resample is left.
 */
export function pairedF1Difference(
  a: readonly ComponentCounts[],
  b: readonly ComponentCounts[],
  resamples = RESAMPLES,
  seed = 1,
): Interval | null {
  const F1Of = (counts: readonly ComponentCounts[], drawn: readonly number[]) =>
    componentMetrics(sumComponentCounts(drawn.map((i) => counts[i] as ComponentCounts))).F1;
  return intervalOver(
    a.length,
    resamples,
    seed,
    (drawn) => (F1Of(a, drawn) ?? Number.NaN) - (F1Of(b, drawn) ?? Number.NaN),
  );
}

/** @param differenceOf of the drawn images; NaN leaves the resample out. */
function intervalOver(
  images: number,
  resamples: number,
  seed: number,
  differenceOf: (drawn: readonly number[]) => number,
): Interval | null {
  if (images < 2) return null;
  const next = random(seed);
  const drawn = new Array<number>(images);
  const values = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < images; i++) drawn[i] = Math.floor(next() * images);
    values[resample] = differenceOf(drawn);
  }
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  return {
    low: sorted[Math.floor(0.025 * sorted.length)] as number,
    high: sorted[Math.ceil(0.975 * sorted.length) - 1] as number,
  };
}
