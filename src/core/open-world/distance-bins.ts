/** Bins of squared distances for the histogram behind the slider of lambda. */

/** The slider's ends: lambda is 0.15 in the paper and 1.5 in its code. */
export const RADIUS_RANGE = { min: 0.01, max: 50 } as const;
const BINS = 64;

/** Counts of squared distances in bins of equal width of their logarithm; those outside of the range go to the outermost. */
export class DistanceBins {
  readonly counts = new Array<number>(BINS).fill(0);

  add(distance: number): void {
    const share = Math.log(distance / RADIUS_RANGE.min) / Math.log(RADIUS_RANGE.max / RADIUS_RANGE.min);
    this.counts[Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)))] += 1;
  }
}
