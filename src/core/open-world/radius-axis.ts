/**
 * The logarithmic axis of squared distances on which the slider of lambda and its histogram lie.
 */

/** Its ends: lambda is 0.15 in the paper and 1.5 in its code. */
export const RADIUS_RANGE = { min: 0.01, max: 50 } as const;

const SPAN = Math.log(RADIUS_RANGE.max / RADIUS_RANGE.min);

/** Share 0..1 of the axis that lies below a squared distance. */
export function alongAxis(distance: number): number {
  return Math.min(Math.max(Math.log(distance / RADIUS_RANGE.min) / SPAN, 0), 1);
}

/** The inverse of `alongAxis`, within the range. */
export function distanceAt(along: number): number {
  return withinRange(RADIUS_RANGE.min * Math.exp(along * SPAN));
}

export function withinRange(radius: number): number {
  return Math.min(Math.max(radius, RADIUS_RANGE.min), RADIUS_RANGE.max);
}
