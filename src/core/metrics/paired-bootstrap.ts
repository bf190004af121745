import { random } from '../random';
import type { Interval } from './bootstrap';

/**
 * 95 % percentile bootstrap interval of the mean difference `a[i] - b[i]` over images, which are drawn with replacement, both
 * values of an image together. Null for fewer than two images.
 */
export function pairedDifference(a: readonly number[], b: readonly number[], resamples = 2000, seed = 1): Interval | null {
  const differences = a.map((value, i) => value - b[i]);
  if (differences.length < 2) return null;
  const next = random(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let total = 0;
    for (let i = 0; i < differences.length; i++) total += differences[Math.floor(next() * differences.length)];
    return total / differences.length;
  }).sort();
  return { low: means[Math.floor(0.025 * resamples)], high: means[Math.ceil(0.975 * resamples) - 1] };
}
