import type { Range } from '#src/core/types';
import type { ScoreResult } from '#src/store/results-slice';

/**
 * The outline of the bars as an SVG path. On a log scale a bin with one pixel is still seen.
 * @param most the count that fills the height; absent: the largest there is.
 */
export function histogramPath(
  { counts, range }: ScoreResult['histogram'],
  axis: Range,
  log: boolean,
  width: number,
  height: number,
  most = Math.max(...counts, 1),
): string {
  const heightOf = (count: number) => (log ? Math.log1p(count) : count);
  const tallest = heightOf(most);
  const span = axis.max - axis.min || 1;
  const bin = (range.max - range.min) / counts.length;
  const xAt = (index: number) => (((range.min + index * bin - axis.min) / span) * width).toFixed(2);
  const steps = counts.map((count, index) => {
    const y = (height - (heightOf(count) / tallest) * (height - 4)).toFixed(2);
    return `V${y}H${xAt(index + 1)}`;
  });
  return `M${xAt(0)},${height}${steps.join('')}V${height}Z`;
}
