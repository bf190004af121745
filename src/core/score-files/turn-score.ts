/** A score beside a picture that its camera has turned (EXIF): the rule is that of labels. */
import { aspectsAgree } from '#src/core/geometry';
import { rotatedSize } from '#src/core/ground-truth/grid-check';
import {
  fitsTurned,
  orientationFor,
  type ShownPicture,
  sourceIndices,
  turnRequest,
} from '#src/core/ground-truth/turn-label';
import type { RawLogits, RawMap } from '#src/core/score-files/score-parts';
import type { Size } from '#src/core/types';

/**
 * Pixels of the smaller grid: score maps of other tools may have been cut to whole strides, and are
 * resized anyway.
 */
const SCORE_TOLERANCE = 1;

/**
 * Whether a person has something to say about how a score lies: `offered`, it may be turned like
 * its picture and is not; `applied`, it was turned and need not be; `none`, only one way fits.
 */
export type ScoreTurn = 'none' | 'offered' | 'applied';

/** Whether a grid has the shape of the picture, as it lies or turned like it. */
export function fitsPicture(grid: Size, picture: ShownPicture): boolean {
  return aspectsAgree(grid, picture, SCORE_TOLERANCE) || fitsTurned(grid, picture, SCORE_TOLERANCE);
}

/**
 * The score as the picture is shown: turned where nothing else fits, or where a person says so.
 * @param wanted whether it lies as the picture is stored.
 */
export function turnedLike<P extends RawMap | RawLogits>(
  part: P,
  picture: ShownPicture,
  wanted: boolean,
): { part: P; turn: ScoreTurn } {
  const orientation = orientationFor(part, picture, turnRequest(wanted), SCORE_TOLERANCE);
  const fitsBoth =
    picture.orientation !== 1 &&
    fitsTurned(part, picture, SCORE_TOLERANCE) &&
    aspectsAgree(part, picture, SCORE_TOLERANCE);
  const turn = !fitsBoth ? 'none' : orientation === 1 ? 'offered' : 'applied';
  return { part: oriented(part, orientation), turn };
}

function oriented<P extends RawMap | RawLogits>(part: P, orientation: number): P {
  if (orientation === 1) return part;
  const source = sourceIndices(part, orientation);
  const data = new Float32Array(part.data.length);
  for (let plane = 0; plane < data.length; plane += source.length)
    for (let i = 0; i < source.length; i++)
      data[plane + i] = part.data[plane + (source[i] as number)] as number;
  return { ...part, ...rotatedSize(part, orientation), data };
}
