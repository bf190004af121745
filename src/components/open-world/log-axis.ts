/** The axis of squared distances: lambda is 0.15 in the paper and 1.5 in its code, so the slider spans decades. */
import { RADIUS } from '#src/actions/open-world/learnt-classes';

const SPAN = Math.log(RADIUS.max / RADIUS.min);

/** Share 0..1 of the axis that lies below a squared distance. */
export function alongAxis(distance: number): number {
  return Math.min(Math.max(Math.log(distance / RADIUS.min) / SPAN, 0), 1);
}

/** The inverse of `alongAxis`. */
export function distanceAt(along: number): number {
  return Math.min(Math.max(RADIUS.min * Math.exp(along * SPAN), RADIUS.min), RADIUS.max);
}
