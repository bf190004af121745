/** Scores and classes sampled from the logits directly on another grid than the picture's: the label's. Scores are never resized. */
import { AnomalensError } from '#src/core/errors';
import type { ScoreKind, Size } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/context';
import { ensureNetworkResult } from '#src/workers/inference';
import type { PictureEntry } from '#src/workers/picture-entry';
import type { MethodSettings } from '#src/workers/protocol';
import { ensureScores, isScoreKind } from '#src/workers/scores';

/**
 * One score `[grid.height, grid.width]` per setting: all of the softmax family in one pass over the logits, imported ones as stored.
 * @throws AnomalensError `method-unknown`, `score-size` when an imported score lies on another grid, and of the model.
 */
export async function scoresOnGrid(
  context: EngineContext,
  entry: PictureEntry,
  grid: Size,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const computed = settings.filter(({ methodId }) => isScoreKind(methodId));
  const isOwnGrid = grid.width === entry.size.width && grid.height === entry.size.height;
  const family = isOwnGrid
    ? await shownScores(context, entry, computed, signal)
    : await entry.queue.run(() => softmaxFamily(context, entry, grid, computed, signal), signal);
  return settings.map((one) => family[computed.indexOf(one)] ?? imported(entry, grid, one));
}

/** The picture's own maps, which are there already when the page shows them. */
async function shownScores(
  context: EngineContext,
  entry: PictureEntry,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const cached = await ensureScores(context, entry, settings, {}, signal);
  return Promise.all(cached.map(({ map }) => context.compute.readScore(map)));
}

/** Predicted class `[grid.height, grid.width]`. */
export function classesOnGrid(context: EngineContext, entry: PictureEntry, grid: Size, signal?: AbortSignal): Promise<Uint8Array> {
  return entry.queue.run(async () => {
    const { logits } = await ensureNetworkResult(context, entry, {}, signal);
    const { scores, classes } = await context.compute.scores(logits, grid, [{ kind: 'max-logit', temperature: 1 }]);
    try {
      return await context.compute.readClasses(classes);
    } finally {
      for (const owned of [...scores, classes]) owned.release();
    }
  }, signal);
}

async function softmaxFamily(
  context: EngineContext,
  entry: PictureEntry,
  grid: Size,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  if (settings.length === 0) return [];
  const { compute } = context;
  const { logits } = await ensureNetworkResult(context, entry, {}, signal);
  const kinds = settings.map(({ methodId, temperature }) => ({ kind: methodId as ScoreKind, temperature }));
  const { scores, classes } = await compute.scores(logits, { width: grid.width, height: grid.height }, kinds);
  const owned: ScoreMap[] = [classes, ...scores];
  try {
    const result: Float32Array[] = [];
    for (const [at, { blur }] of settings.entries()) {
      const map = blur ? await compute.blur(scores[at]) : scores[at];
      if (blur) owned.push(map);
      result.push(await compute.readScore(map));
    }
    return result;
  } finally {
    for (const map of owned) map.release();
  }
}

function imported(entry: PictureEntry, grid: Size, { methodId }: MethodSettings): Float32Array {
  const stored = entry.importedFiles.get(methodId);
  if (!stored) throw new AnomalensError('method-unknown', `There is no score "${methodId}" for this picture.`);
  if (stored.width === grid.width && stored.height === grid.height) return stored.data;
  throw new AnomalensError(
    'score-size',
    `The imported score is ${stored.width} x ${stored.height}, the ground truth ${grid.width} x ${grid.height}. It is not measured: resizing would change it.`,
  );
}
