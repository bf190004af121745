/**
 * Scores and classes sampled from the logits directly on another grid than the picture's: the
 * label's. Scores are never resized.
 */

import type { Size } from '#src/core/types';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import type { ScoreMap } from '#src/gpu/compute';
import { isPrompted } from '#src/methods/capabilities';
import { isOfTwoLooks } from '#src/methods/looks';
import type { MethodSettings } from '#src/protocol/scores';
import { asTrainIds } from '#src/workers/networks/closed-set';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import {
  closedSetRun,
  groupByRun,
  inQuickestOrder,
  isBuiltIn,
  isOfOneRun,
  type RunGroup,
} from '#src/workers/networks/run-plan';
import { ownScoreOnGrid } from '#src/workers/scores/own-scores';
import type { PromptCost } from '#src/workers/scores/prompt-masks';
import { paintPrompts, promptsWithMasks } from '#src/workers/scores/prompted-scores';
import { scoreMaps } from '#src/workers/scores/score-maps';
import { ensureScores } from '#src/workers/scores/scores';
import { twoLookMaps } from '#src/workers/scores/second-look';
import { type EngineContext, segmenterOf } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { type Channels, outputOf } from '#src/workers/state/network-result';

/**
 * One score `[grid.height, grid.width]` per setting: of each network all in one pass over the
 * logits, masks of prompts from theirs, imported ones as stored.
 * @throws AnomalensError `method-unknown`, `score-size` when an imported score lies on another
 * grid, and of the model.
 */
export async function scoresOnGrid(
  context: EngineContext,
  entry: HeldPicture,
  grid: Size,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const scoresOf = new Map<MethodSettings, Float32Array>();
  const isOwnGrid = grid.width === entry.size.width && grid.height === entry.size.height;
  const groups = groupByRun(settings.filter(({ methodId }) => isOfOneRun(methodId)));
  for (const group of inQuickestOrder(context.models, groups)) {
    const scores = isOwnGrid
      ? await shownScores(context, entry, group.settings, signal)
      : await entry.queue.run(() => sampledScores(context, entry, grid, group, signal), signal);
    for (const [index, methodSettings] of group.settings.entries())
      scoresOf.set(methodSettings, scores[index] as Float32Array);
  }
  for (const methodSettings of settings.filter(({ methodId }) => isPrompted(methodId))) {
    const [shown] = await shownScores(context, entry, [methodSettings], signal); // the source is a map of the picture grid in any case
    scoresOf.set(
      methodSettings,
      isOwnGrid
        ? (shown as Float32Array)
        : await entry.queue.run(
            () => paintedOnGrid(context, entry, grid, methodSettings, signal),
            signal,
          ),
    );
  }
  for (const methodSettings of settings.filter(({ methodId }) => !isBuiltIn(methodId)))
    scoresOf.set(methodSettings, await ownScoreOnGrid(context, entry, grid, methodSettings));
  return settings.map((methodSettings) => scoresOf.get(methodSettings) as Float32Array);
}

/** The picture's own maps, which are there already when the page shows them. */
async function shownScores(
  context: EngineContext,
  entry: HeldPicture,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const cached = await ensureScores(context, entry, settings, {}, signal);
  return Promise.all(cached.map(({ map }) => context.compute.readScore(map)));
}

/**
 * Predicted train id `[grid.height, grid.width]` of a network's closed set.
 * @throws AnomalensError also as `asTrainIds`.
 */
export function classesOnGrid(
  context: EngineContext,
  entry: HeldPicture,
  grid: Size,
  modelId: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return entry.queue.run(async () => {
    // Closed-set logits are the same for all scalar inputs, so whatever run is there will do.
    const run = closedSetRun(modelId) ??
      entry.networks.get(modelId)?.run ?? { modelId, scalars: {} };
    const { outputs, channels } = await ensureNetworkResult(context, entry, run, {}, signal);
    const { classes } = await context.compute.scores(outputOf(outputs, 'logits').tensor, grid, []);
    try {
      if (run.words) return trainIdsOf(channels, await context.compute.readClasses(classes));
      const network = await segmenterOf(context.models, modelId, signal);
      return asTrainIds(network, await context.compute.readClasses(classes));
    } finally {
      classes.release();
    }
  }, signal);
}

/** Columns of the usual words are the 19 classes, less those of which no word is known. */
function trainIdsOf({ list }: Channels, columns: Uint8Array): Uint8Array {
  const ids = list.map(({ name }) =>
    DEFAULT_VOCABULARY.classes.findIndex((wordClass) => wordClass.name === name),
  );
  return columns.map((column) => ids[column] as number);
}

async function sampledScores(
  context: EngineContext,
  entry: HeldPicture,
  grid: Size,
  { run, settings }: RunGroup,
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const { compute } = context;
  const network = await ensureNetworkResult(context, entry, run, {}, signal);
  const target = { width: grid.width, height: grid.height };
  const { maps, classes } = await scoreMaps(context, network, settings, target, signal);
  const made: { release(): void }[] = [...maps, ...(classes ? [classes] : [])];
  try {
    const chosen = settings.filter(isOfTwoLooks);
    const firsts = chosen.map((each) => maps[settings.indexOf(each)] as ScoreMap);
    const look = { context, entry, times: {}, signal };
    const means =
      chosen.length > 0 ? await twoLookMaps(look, { run, settings: chosen }, firsts, target) : [];
    made.push(...means);
    const result: Float32Array[] = [];
    for (const [i, map] of maps.entries())
      result.push(
        await compute.readScore(means[chosen.indexOf(settings[i] as MethodSettings)] ?? map),
      );
    return result;
  } finally {
    for (const map of made) map.release();
  }
}

/** The masks of the picture grid's score, sampled from their logits once more. */
async function paintedOnGrid(
  context: EngineContext,
  entry: HeldPicture,
  { width, height }: Size,
  settings: MethodSettings,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const cost: PromptCost = { times: {}, encoderRuns: 0, decoderRuns: 0 };
  const map = await paintPrompts(
    context,
    await promptsWithMasks(context, entry, settings, null, cost, signal),
    { width, height },
    cost,
  );
  try {
    return await context.compute.readScore(map);
  } finally {
    map.release();
  }
}
