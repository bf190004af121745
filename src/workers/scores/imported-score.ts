/** Scores that come from files, beside those of the networks. */
import { AnomalensError } from '#src/core/errors';
import { aspectsAgree } from '#src/core/geometry';
import type { Requests } from '#src/protocol/requests';
import type { ScoreSummary } from '#src/protocol/scores';
import { readScoreFile, resizeScore } from '#src/workers/files/score-file';
import { isBuiltIn } from '#src/workers/networks/run-plan';
import { summarise } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * Pixels of the smaller grid: score maps of other tools may have been cut to whole strides, and are
 * resized here anyway.
 */
const SCORE_TOLERANCE = 1;

/**
 * Takes a score map from a file for a loaded picture, resized to the picture grid.
 * @throws AnomalensError `picture-unknown`, `score-unreadable`, `score-size` when the aspects
 * differ, `option-invalid`.
 */
export async function takeImportedScore(
  context: EngineContext,
  { pictureId, methodId, blob, name }: Requests['importScore']['params'],
): Promise<ScoreSummary> {
  if (isBuiltIn(methodId))
    throw new AnomalensError(
      'option-invalid',
      `"${methodId}" is a method of the page and cannot be imported.`,
    );
  const entry = context.pictures.get(pictureId);
  const stored = readScoreFile(new Uint8Array(await blob.arrayBuffer()));
  const { width, height } = entry.size;
  if (!aspectsAgree(stored, entry.size, SCORE_TOLERANCE)) {
    throw new AnomalensError(
      'score-size',
      `${name} is ${stored.width} x ${stored.height}, the picture ${width} x ${height}: their shapes differ.`,
    );
  }
  if (stored.width !== width || stored.height !== height) {
    context.tellPage('warning', {
      code: 'score-size',
      message: `${name} is ${stored.width} x ${stored.height} and was resized to ${width} x ${height}.`,
      retryable: false,
    });
  }
  return entry.use(() =>
    entry.queue.run(async () => {
      const map = context.compute.importScore(resizeScore(stored, entry.size), entry.size);
      const settings = { methodId, parameters: {}, blur: false };
      const { summary } = await summarise(context, map, settings, {});
      forgetImported(entry, methodId);
      entry.imported.set(methodId, map);
      entry.importedFiles.set(methodId, stored);
      return summary;
    }),
  );
}

/** Drops an earlier import of the same id with everything derived from it. */
function forgetImported(entry: HeldPicture, methodId: string): void {
  const earlier = entry.imported.get(methodId);
  for (const [key, { map, summary }] of [...entry.scores]) {
    if (summary.methodId !== methodId) continue;
    entry.scores.delete(key);
    if (map !== earlier) entry.retire(map);
  }
  if (earlier) entry.retire(earlier);
  entry.imported.delete(methodId);
}
