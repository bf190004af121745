import type { Range, StageTimes } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import { isPrompted } from '#src/methods/capabilities';
import { firstLookOf, isOfTwoLooks } from '#src/methods/looks';
import type { MethodSettings } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import {
  groupByRun,
  inQuickestOrder,
  isBuiltIn,
  isOfOneRun,
  type RunGroup,
} from '#src/workers/networks/run-plan';
import { loadWords } from '#src/workers/networks/word-columns';
import { isOwnMap, ownScoreMap } from '#src/workers/scores/own-scores';
import type { PromptCost } from '#src/workers/scores/prompt-masks';
import {
  loadPromptNetworks,
  paintPrompts,
  promptsWithMasks,
  sourceOfScore,
} from '#src/workers/scores/prompted-scores';
import { dropOtherRuns, evict, missingOf, touch } from '#src/workers/scores/score-cache';
import { scoreMaps, summarise } from '#src/workers/scores/score-maps';
import { checkSettings } from '#src/workers/scores/score-plan';
import { twoLookMaps } from '#src/workers/scores/second-look';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/**
 * The scores for some settings, in their order: from the cache, or all missing ones with one run
 * per network.
 * @throws AnomalensError `method-unknown`, `option-invalid`, and as `ensureNetworkResult`.
 */
export async function ensureScores(
  context: EngineContext,
  entry: HeldPicture,
  settings: readonly MethodSettings[],
  times: StageTimes,
  signal?: AbortSignal,
): Promise<CachedScore[]> {
  for (const methodSettings of settings) check(entry, methodSettings);
  return entry.use(async () => {
    // A download must not hold up what is drawn from the cache, so it comes before the picture's
    // queue.
    await loadNetworks(context, entry, settings, signal);
    return entry.queue.run(async () => {
      await addScores(context, entry, missingOf(entry, settings), times, signal);
      const scores = settings.map((methodSettings) => touch(entry, methodSettings));
      evict(entry, settings.length);
      return scores;
    }, signal);
  });
}

/** One score, as `ensureScores`. */
export async function ensureScore(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<CachedScore> {
  const [score] = await ensureScores(context, entry, [settings], times, signal);
  return score as CachedScore;
}

/**
 * Loads the networks of the scores that are missing. @throws AnomalensError as `ModelProvider.get`.
 */
export async function loadNetworks(
  context: EngineContext,
  entry: HeldPicture,
  settings: readonly MethodSettings[],
  signal?: AbortSignal,
): Promise<void> {
  const missing = missingOf(entry, settings);
  for (const { run } of groupByRun(missing.filter(({ methodId }) => isOfOneRun(methodId))))
    await (run.words
      ? loadWords(context, run.words.vocabulary, signal)
      : context.models.get(run.modelId, signal));
  for (const methodSettings of missing.filter(({ methodId }) => isPrompted(methodId)))
    await loadPromptNetworks(context, sourceOfScore(entry, methodSettings) !== null, signal);
}

/** One score, computed when it is not there. Call it inside `entry.queue`. */
export async function missingScore(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
  signal?: AbortSignal,
): Promise<CachedScore> {
  await addScores(context, entry, missingOf(entry, [settings]), {}, signal);
  return touch(entry, settings);
}

function check(entry: HeldPicture, settings: MethodSettings): void {
  if (!entry.imported.has(settings.methodId)) checkSettings(settings);
}

async function addScores(
  context: EngineContext,
  entry: HeldPicture,
  missing: readonly MethodSettings[],
  times: StageTimes,
  signal?: AbortSignal,
): Promise<void> {
  for (const settings of missing.filter(({ methodId }) => !isBuiltIn(methodId))) {
    const map = await ownScoreMap(context, entry, settings);
    await keepScore(context, entry, { map, settings }, times);
  }
  const ofNetworks = missing.filter(({ methodId }) => isOfOneRun(methodId));
  const groupsOf = (settings: readonly MethodSettings[]) =>
    inQuickestOrder(context.models, groupByRun(settings));
  for (const group of groupsOf(ofNetworks.filter((settings) => !isOfTwoLooks(settings))))
    await addScoresOf(context, entry, group, times, signal);
  for (const group of groupsOf(ofNetworks.filter(isOfTwoLooks)))
    await addTwoLooks(context, entry, group, times, signal);
  for (const settings of missing.filter(({ methodId }) => isPrompted(methodId)))
    await addPainted(context, entry, settings, times, signal);
}

/** The source score is there by now, if one is needed. */
async function addPainted(
  context: EngineContext,
  entry: HeldPicture,
  settings: MethodSettings,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<void> {
  const source = sourceOfScore(entry, settings);
  const cost: PromptCost = { times, encoderRuns: 0, decoderRuns: 0 };
  const prompts = await promptsWithMasks(
    context,
    entry,
    settings,
    source && touch(entry, source),
    cost,
    signal,
  );
  const map = await paintPrompts(context, prompts, entry.size, cost);
  await keepScore(context, entry, { map, settings }, times);
}

/** The scores of the first look are there by now. */
async function addTwoLooks(
  context: EngineContext,
  entry: HeldPicture,
  group: RunGroup,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<void> {
  const firsts = group.settings.map((settings) => touch(entry, firstLookOf(settings)));
  const maps = await twoLookMaps(
    { context, entry, times, signal },
    group,
    firsts.map(({ map }) => map),
    entry.size,
  );
  const ranges = firsts.map(({ summary }) => summary.residualNorm);
  await keepAll(context, entry, group.settings, maps, times, (index) => ranges[index] ?? null);
}

async function addScoresOf(
  context: EngineContext,
  entry: HeldPicture,
  { run, settings }: RunGroup,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<void> {
  const { tellPage } = context;
  const network = await ensureNetworkResult(context, entry, run, times, signal);
  await stageBoundary(signal);
  tellPage('progress', {
    what: 'scores',
    modelId: null,
    phase: 'score',
    loaded: 0,
    total: settings.length,
    cached: false,
  });
  const { maps, classes } = await timed(times, 'score', () =>
    scoreMaps(context, network, settings, entry.size, signal),
  );
  if (network.classes) classes?.release();
  else network.classes = classes;
  await keepAll(context, entry, settings, maps, times, () => network.residualRange);
  dropOtherRuns(entry, network);
}

/** Keeps a map for each of the settings; one that cannot be kept takes those after it along. */
async function keepAll(
  context: EngineContext,
  entry: HeldPicture,
  settings: readonly MethodSettings[],
  maps: readonly ScoreMap[],
  times: StageTimes,
  residualRangeOf: (index: number) => Range | null,
): Promise<void> {
  for (const [index, methodSettings] of settings.entries())
    try {
      const computed = { map: maps[index] as ScoreMap, settings: methodSettings };
      await keepScore(context, entry, computed, times, residualRangeOf(index));
    } catch (error) {
      for (const map of maps.slice(index + 1)) map.release();
      throw error;
    }
}

/** A map that cannot be summarised is given back, unless it is that of a file. */
async function keepScore(
  context: EngineContext,
  entry: HeldPicture,
  { map, settings }: { map: ScoreMap; settings: MethodSettings },
  times: StageTimes,
  residualRange: Range | null = null,
): Promise<void> {
  try {
    const computed = await summarise(context, map, settings, times, residualRange);
    entry.scores.set(entry.keyOf(settings), computed);
  } catch (error) {
    if (!isOwnMap(entry, map)) map.release();
    throw error;
  }
}
