/** A label and scores from files where the picture is not there: the label gives the grid. */
import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import { type GroundTruth, toGroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { oriented } from '#src/core/ground-truth/turn-label';
import { ownMethodName } from '#src/core/score-files/method-name';
import type { Size } from '#src/core/types';
import type { Compute } from '#src/gpu/compute';
import type { LabelSource } from '#src/protocol/labels';
import { hasScoreOf, type MethodSettings, type ScoreSource } from '#src/protocol/scores';
import { recordedScores } from '#src/workers/scores/recorded-network';
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

interface TimedScore {
  data: Float32Array;
  milliseconds: number;
}

/**
 * Scores `[grid.height, grid.width]` in the order of the settings, each with the time it took to
 * read.
 * @throws AnomalensError as `singleMap` and `recordedScores`, `score-unreadable` where a method has no file.
 */
export async function scoresAlone(
  compute: Compute,
  files: readonly ScoreSource[],
  settings: readonly MethodSettings[],
  grid: Size,
): Promise<TimedScore[]> {
  const unread = settings.find(({ methodId }) => !files.some((file) => hasScoreOf(file, methodId)));
  if (unread)
    throw new AnomalensError(
      'score-unreadable',
      `There is no score of ${ownMethodName(unread.methodId)}, and no picture to compute it from.`,
    );
  const timed = new Map<string, TimedScore>();
  for (const file of files) {
    const ids = settings.map(({ methodId }) => methodId).filter((id) => hasScoreOf(file, id));
    const start = performance.now();
    const scores = file.isRecorded
      ? await recordedScores(compute, file, grid, ids)
      : [await singleMap(file, grid)];
    const milliseconds = performance.now() - start;
    for (const [index, id] of ids.entries())
      timed.set(id, { data: scores[index] as Float32Array, milliseconds });
  }
  return settings.map(({ methodId }) => timed.get(methodId) as TimedScore);
}
