/** A label and scores from files where the picture is not there: the label gives the grid. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import { type GroundTruth, toGroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { oriented } from '#src/core/ground-truth/turn-label';
import { ownMethodName } from '#src/core/score-files/method-name';
import type { Size } from '#src/core/types';
import type { LabelSource } from '#src/protocol/labels';
import type { MethodSettings, ScoreSource } from '#src/protocol/scores';
import { singleMap } from '#src/workers/scores/single-map';

/** How a label was turned is known where its scores are; otherwise it lies as it is stored. */
export function truthAlone(
  raw: RawLabel,
  { reading, turn }: Pick<LabelSource, 'reading' | 'turn'>,
): GroundTruth {
  const truth = toGroundTruth(oriented(raw, typeof turn === 'number' ? turn : 1), reading);
  const notices = [truth.notice, raw.drawn?.notice ?? null].filter((text) => text !== null);
  return { ...truth, notice: notices.join(' ') || null };
}

/**
 * Scores `[grid.height, grid.width]` in the order of the settings, each with the time it took to
 * read.
 * @throws AnomalensError as `singleMap`, `score-unreadable` where a method has no file.
 */
export async function scoresAlone(
  files: readonly ScoreSource[],
  settings: readonly MethodSettings[],
  grid: Size,
): Promise<{ data: Float32Array; milliseconds: number }[]> {
  const timed: { data: Float32Array; milliseconds: number }[] = [];
  for (const { methodId } of settings) {
    const file = files.find((own) => own.methodId === methodId);
    if (!file)
      throw new AnomalensError(
        'score-unreadable',
        `There is no score of ${ownMethodName(methodId)}, and no picture to compute it from.`,
      );
    const start = performance.now();
    const data = await singleMap(file, grid);
    timed.push({ data, milliseconds: performance.now() - start });
  }
  return timed;
}
