/** Which views the worker has been sent, and when it had drawn the last of them. */
import type { Drawn } from '#src/store/results-slice';

/** Drawings the worker may still report; older ones are forgotten. */
const REMEMBERED = 32;

type Frame = Omit<Drawn, 'pictureId'>;

let lastSent = 0;
let lastDrawn = 0;
let drawnAt = Number.NEGATIVE_INFINITY;
const sent = new Map<number, Frame>();

/** Takes note of a view that goes to the worker. @returns its revision, above all before it. */
export function noteSent({ transform, canvas }: Frame): number {
  sent.set(++lastSent, { transform, canvas });
  sent.delete(lastSent - REMEMBERED);
  return lastSent;
}

/** Takes note of what the worker has drawn. @returns its frame; undefined: forgotten. */
export function noteDrawn(revision: number): Frame | undefined {
  lastDrawn = Math.max(lastDrawn, revision);
  drawnAt = performance.now();
  return sent.get(revision);
}

/**
 * Milliseconds since the last view was drawn; 0 while a drawing is owed. Work that can wait counts
 * its rest from there: on a slow machine it would otherwise begin between two drawings of one drag
 * and hold up the second.
 */
export function restSinceDrawing(): number {
  return lastDrawn < lastSent ? 0 : performance.now() - drawnAt;
}
