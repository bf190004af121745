/** Reading a histogram of squared distances. */
import { alongAxis } from '#src/core/open-world/radius-axis';
import type { DistanceHistogram } from '#src/protocol/open-world';

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Share of the pixels nearer than `radius`, 0..1, even within a bin; null of no pixels. */
export function shareWithin(
  { min, max }: DistanceHistogram['range'],
  counts: readonly number[],
  radius: number,
): number | null {
  const all = total(counts);
  if (all === 0) return null;
  const bins = (Math.log(radius / min) / Math.log(max / min)) * counts.length;
  const nearer = counts.reduce(
    (sum, count, index) => sum + count * Math.min(Math.max(bins - index, 0), 1),
    0,
  );
  return nearer / all;
}

/**
 * The outline of the bars in a plot of `width` x `height`: each bin's share of its own pixels,
 * `tallest` at the top.
 */
export function sharesPath(
  { min, max }: DistanceHistogram['range'],
  counts: readonly number[],
  tallest: number,
  width: number,
  height: number,
): string {
  const all = total(counts);
  if (all === 0) return '';
  const xAt = (edge: number) =>
    (alongAxis(min * (max / min) ** (edge / counts.length)) * width).toFixed(1);
  const steps = counts.map(
    (count, index) => `V${(height * (1 - count / all / tallest)).toFixed(1)}H${xAt(index + 1)}`,
  );
  return `M${xAt(0)},${height}${steps.join('')}V${height}`;
}

/** The largest share that one bin of either holds. */
export function tallestShare({ inside, outside }: DistanceHistogram): number {
  return Math.max(
    ...[inside, outside].map((counts) => Math.max(...counts, 0) / Math.max(total(counts), 1)),
    Number.EPSILON,
  );
}
