import type { Range } from '#src/core/types';

const DEFAULT_SHARE = 0.01;
/** Relative step above a constant map, larger than a rounding step of float32. */
const ABOVE = 1e-6;

/**
 * Where the threshold of a score from a file starts, which comes without calibration: between the
 * two values of a binary map, above the value of a constant one, and otherwise at the bin above
 * whose start one per cent of the picture lies.
 * @param levels the different values of the map where they are at most two, in order.
 */
export function defaultThreshold(
  { range, counts }: { range: Range; counts: readonly number[] },
  levels: readonly number[] | null,
): number {
  const [low, high = low] = levels ?? [];
  if (low !== undefined && high !== undefined)
    return low === high ? low + ABOVE * Math.max(1, Math.abs(low)) : (low + high) / 2;
  const total = counts.reduce((sum, count) => sum + count, 0);
  let above = 0;
  for (let bin = counts.length - 1; bin >= 0; bin--) {
    above += counts[bin] as number;
    if (above >= total * DEFAULT_SHARE)
      return range.min + ((range.max - range.min) * bin) / counts.length;
  }
  return range.min;
}
