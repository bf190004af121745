/** The logits of one picture by a recorded network, and its formulas on any grid. */
import { fitsPicture, turnedLike } from '#src/core/score-files/turn-score';
import { unreadableScore } from '#src/core/score-files/unreadable';
import type { Size } from '#src/core/types';
import type { Compute } from '#src/gpu/compute';
import { recordedMethodId } from '#src/methods/recorded-methods';
import type { ScoreSource } from '#src/protocol/scores';
import { shown } from '#src/workers/files/label-file';
import { readScoreFile } from '#src/workers/files/score-file';
import { nextSerial } from '#src/workers/scores/prepare-score';
import {
  formulaMaps,
  type RecordedLogits,
  recordedLogits,
} from '#src/workers/scores/recorded-logits';
import { whyNone } from '#src/workers/scores/single-map';
import type { HeldPicture } from '#src/workers/state/held-picture';

type Shown = Parameters<typeof fitsPicture>[1];

/**
 * Keeps the logits with the picture: its formulas are scores under the file's id and theirs.
 * @returns whether they may lie as the picture is stored.
 * @throws AnomalensError `score-unreadable` for a file that holds no logits, or several.
 */
export async function takeRecorded(
  entry: HeldPicture,
  file: ScoreSource,
): Promise<ReturnType<typeof turnedLike>['turn']> {
  const { recorded, turn } = await recordedOf(file, shown(entry));
  for (const { score } of recorded.formulas)
    entry.imported.set(recordedMethodId(file.methodId, score.kind), {
      logits: recorded.logits,
      kind: score.kind,
      serial: nextSerial(),
    });
  return turn;
}

/**
 * Scores `[grid.height, grid.width]` of some methods of a recorded network, sampled from its logits, where
 * there is no picture.
 * @throws AnomalensError as `takeRecorded`; `score-unreadable` also for a formula that its values do not give.
 */
export async function recordedScores(
  compute: Compute,
  file: ScoreSource,
  grid: Size,
  methodIds: readonly string[],
): Promise<Float32Array[]> {
  const { recorded } = await recordedOf(file, { ...grid, orientation: 1 });
  const kinds = methodIds.map((methodId) => {
    const formula = recorded.formulas.find(
      ({ score }) => recordedMethodId(file.methodId, score.kind) === methodId,
    );
    if (formula) return formula.score.kind;
    throw unreadableScore(`${file.name} does not give ${methodId}: ${recorded.notes.join(' ')}`);
  });
  const { width, height } = grid;
  const maps = await formulaMaps(compute, recorded.logits, { width, height }, kinds);
  try {
    return await Promise.all(maps.map((map) => compute.readScore(map)));
  } finally {
    for (const map of maps) map.release();
  }
}

async function recordedOf(
  { blob, name, turn }: ScoreSource,
  picture: Shown,
): Promise<{ recorded: RecordedLogits; turn: ReturnType<typeof turnedLike>['turn'] }> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const { parts, refused } = await readScoreFile(bytes, name, (grid) => fitsPicture(grid, picture));
  const logits = parts.filter((part) => part.kind === 'logits');
  const [only, ...others] = logits;
  if (!only && parts.length === 0) throw whyNone(refused);
  if (!only || others.length > 0)
    throw unreadableScore(
      `${name} holds ${only ? 'several arrays of logits' : 'no logits'}, and one of [classes, height, width] is wanted`,
    );
  if (!fitsPicture(only, picture))
    throw unreadableScore(
      `${name} is ${only.width} x ${only.height}, which has not the shape of ${picture.width} x ${picture.height}`,
    );
  const { part, turn: done } = turnedLike(only, picture, turn);
  return { recorded: recordedLogits(part), turn: done };
}
