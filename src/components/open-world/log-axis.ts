/** The axis of squared distances: lambda is 0.15 in the paper and 1.5 in its code, so the slider spans decades. */
export const LEAST_RADIUS = 0.01;
export const LARGEST_RADIUS = 50;

const SPAN = Math.log(LARGEST_RADIUS / LEAST_RADIUS);

/** Share 0..1 of the axis that lies below a squared distance. */
export function alongAxis(distance: number): number {
  return Math.min(Math.max(Math.log(distance / LEAST_RADIUS) / SPAN, 0), 1);
}

/** The inverse of `alongAxis`. */
export function distanceAt(along: number): number {
  return Math.min(Math.max(LEAST_RADIUS * Math.exp(along * SPAN), LEAST_RADIUS), LARGEST_RADIUS);
}
