/** A small picture with what counts in its label painted on it. */

import { isClosedSet } from '#src/core/ground-truth/label-reading';
import type { GroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';

/** The accent of the page; void is hatched in grey. */
const ANOMALY_RGB = [255, 46, 147] as const;
const VOID_RGB = [96, 104, 114] as const;
const ANOMALY_SHARE = 0.65;
const VOID_SHARE = 0.75;
/** Pixels from one stripe of the hatching to the next. */
const HATCH = 6;

/**
 * Anomalies in the accent colour, ignored pixels hatched. An object smaller than a pixel of the
 * preview is painted too: a cell is an anomaly if any pixel of the label in it is.
 * @param rgba `[height, width, 4]` of the small picture; painted on in place.
 */
export function paintLabel(
  rgba: Uint8ClampedArray,
  { width, height }: Size,
  truth: GroundTruth,
): void {
  const closedSet = isClosedSet(truth.reading);
  for (let y = 0; y < height; y++) {
    const rows = cellOf(y, height, truth.height);
    for (let x = 0; x < width; x++) {
      const kind = kindOf(truth, cellOf(x, width, truth.width), rows, closedSet);
      if (kind === 'anomaly') mix(rgba, y * width + x, ANOMALY_RGB, ANOMALY_SHARE);
      if (kind === 'void' && (x + y) % HATCH < HATCH / 2)
        mix(rgba, y * width + x, VOID_RGB, VOID_SHARE);
    }
  }
}

/** First and last index of the label that a pixel of the preview covers. */
function cellOf(position: number, length: number, ofLabel: number): [first: number, last: number] {
  const first = Math.floor((position * ofLabel) / length);
  return [first, Math.max(first, Math.ceil(((position + 1) * ofLabel) / length) - 1)];
}

function kindOf(
  { data, width }: GroundTruth,
  [left, right]: [number, number],
  [top, bottom]: [number, number],
  closedSet: boolean,
): 'anomaly' | 'void' | 'normal' {
  let isVoid = true;
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const value = data[row * width + column];
      if (value === ANOMALY && !closedSet) return 'anomaly';
      if (value !== IGNORE) isVoid = false;
    }
  return isVoid ? 'void' : 'normal';
}

function mix(
  rgba: Uint8ClampedArray,
  pixel: number,
  colour: readonly [number, number, number],
  share: number,
): void {
  for (const [channel, value] of colour.entries()) {
    const position = pixel * 4 + channel;
    rgba[position] = (rgba[position] as number) * (1 - share) + value * share;
  }
}
