/** What an array of a score file is: a map, or the logits of a network. */

import type { NumberArray } from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';
import type { Size } from '#src/core/types';

const LEAST_CLASSES = 2;
const MOST_CLASSES = 200;

/** One score `[height, width]` as the file has it. */
export interface RawMap extends Size {
  kind: 'map';
  data: Float32Array;
}

/** `[classes, height, width]` */
export interface RawLogits extends Size {
  kind: 'logits';
  classes: number;
  data: Float32Array;
}

/**
 * Axes of length 1 beside height and width are dropped: a batch or channel axis. What is left is
 * `[H, W]`, or `[q, H, W]` with 2 to 200 classes.
 * @param fits whether a grid has the shape of the picture: it tells which axis is that of classes.
 * @throws AnomalensError `score-unreadable` for any other shape, and for classes that come last.
 */
export function partOf(
  { shape, data }: NumberArray,
  fits: (grid: Size) => boolean,
): RawMap | RawLogits {
  const sides = sidesOf(shape);
  const [height, width] = sides.slice(-2);
  const text = `its shape is (${shape.join(', ')})`;
  if (height === undefined || width === undefined || data.length === 0)
    throw unreadableScore(`${text}, not height and width`);
  if (sides.length === 2) return { kind: 'map', height, width, data };
  if (sides.length > 3)
    throw unreadableScore(`${text}, neither height and width nor classes, height and width`);
  const [first, second, last] = sides as [number, number, number];
  const comeFirst = areClasses(first) && fits({ height, width });
  if (!comeFirst && areClasses(last) && fits({ height: first, width: second }))
    throw unreadableScore(
      `${text}; logits have their classes first: numpy.moveaxis(array, -1, 0) puts them there`,
    );
  if (!areClasses(first))
    throw unreadableScore(`${text}; logits have ${LEAST_CLASSES} to ${MOST_CLASSES} classes`);
  return { kind: 'logits', classes: first, height, width, data };
}

function areClasses(count: number): boolean {
  return count >= LEAST_CLASSES && count <= MOST_CLASSES;
}

/** A single axis is a row. */
function sidesOf(shape: readonly number[]): number[] {
  if (shape.length === 0) return [];
  if (shape.length === 1) return [1, ...shape];
  const sides = [...shape];
  while (sides.length > 2 && sides.includes(1)) {
    // A batch or a channel axis stands first or last, so those of the ends go before any other.
    const isLast = sides[0] !== 1 && sides.at(-1) === 1;
    sides.splice(isLast ? sides.length - 1 : sides.indexOf(1), 1);
  }
  return sides;
}
