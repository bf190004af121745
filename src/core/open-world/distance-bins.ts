/** Bins of squared distances for the histogram behind the slider of lambda. */
import { alongAxis } from './radius-axis';

const BINS = 64;

/**
 * Counts of squared distances in bins of equal width of their logarithm; those outside of the range
 * go to the outermost.
 */
export class DistanceBins {
  readonly counts = new Array<number>(BINS).fill(0);

  add(distance: number): void {
    (this.counts[Math.min(BINS - 1, Math.floor(alongAxis(distance) * BINS))] as number) += 1;
  }
}
