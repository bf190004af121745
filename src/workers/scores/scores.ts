import { AnomalensError } from '#src/core/errors';
import type { Size, StageTimes } from '#src/core/types';
import type { ClassMap, Compute, ScoreMap } from '#src/gpu/compute';
import { isPrompted } from '#src/methods/capabilities';
import { methodById } from '#src/methods/registry';
import type { MethodSettings, ScoreSummary } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import {
  groupByRun,
  inQuickestOrder,
  isBuiltIn,
  isOfOneRun,
  type RunGroup,
  runOf,
} from '#src/workers/networks/run-plan';
import { fittedMap } from '#src/workers/scores/fitted-scores';
import { isOwnMap, ownScoreMap } from '#src/workers/scores/own-scores';
import type { PromptCost } from '#src/workers/scores/prompt-masks';
import {
  loadPromptNetworks,
  paintPrompts,
  promptsWithMasks,
  sourceOfScore,
} from '#src/workers/scores/prompted-scores';
import { checkSettings, groupByOutput, isFitted } from '#src/workers/scores/score-plan';
import type { EngineContext } from '#src/workers/state/context';
import { type CachedScore, type HeldPicture, isUsable } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';
import { stageBoundary } from '#src/workers/state/stage-boundary';
import { timed } from '#src/workers/state/stopwatch';

/**
 * Score maps kept per picture: one per method, and what a slider leaves behind. At most 16 MB each.
 */
const MOST_SCORES = 14;

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
    await context.models.get(run.modelId, signal);
  for (const methodSettings of missing.filter(({ methodId }) => isPrompted(methodId)))
    await loadPromptNetworks(context, sourceOfScore(entry, methodSettings) !== null, signal);
}

/** Settings whose scores are missing, and the sources they are made of, each once. */
function missingOf(entry: HeldPicture, settings: readonly MethodSettings[]): MethodSettings[] {
  const isMissing = (methodSettings: MethodSettings) =>
    !entry.scores.has(entry.keyOf(methodSettings));
  const missing = settings.filter(isMissing);
  const sources = missing
    .flatMap((methodSettings) =>
      isPrompted(methodSettings.methodId) ? (sourceOfScore(entry, methodSettings) ?? []) : [],
    )
    .filter(isMissing);
  return [
    ...new Map(
      [...missing, ...sources].map((methodSettings) => [
        entry.keyOf(methodSettings),
        methodSettings,
      ]),
    ).values(),
  ];
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

/** A score that is there already, marked as used; null otherwise. Never waits. */
export function cachedScore(entry: HeldPicture, settings: MethodSettings): CachedScore | null {
  return entry.scores.has(entry.keyOf(settings)) ? touch(entry, settings) : null;
}

/**
 * Whether a score is there or follows at once from what the networks have left: asking for it
 * starts neither a network nor long work.
 */
export function isAtHand(entry: HeldPicture, settings: MethodSettings): boolean {
  if (entry.scores.has(entry.keyOf(settings)) || entry.imported.has(settings.methodId)) return true;
  if (!isBuiltIn(settings.methodId) || methodById(settings.methodId).onDemand) return false;
  const run = runOf(settings);
  return entry.networks.get(run.modelId)?.isOf(run) ?? false;
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
    entry.scores.set(entry.keyOf(settings), await summarise(context, map, settings, times));
  }
  const groups = groupByRun(missing.filter(({ methodId }) => isOfOneRun(methodId)));
  for (const group of inQuickestOrder(context.models, groups))
    await addScoresOf(context, entry, group, times, signal);
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
  entry.scores.set(entry.keyOf(settings), await summarise(context, map, settings, times));
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
  for (const [index, methodSettings] of settings.entries()) {
    const { residualRange } = network;
    entry.scores.set(
      entry.keyOf(methodSettings),
      await summarise(context, maps[index] as ScoreMap, methodSettings, times, residualRange),
    );
  }
  dropOtherRuns(entry, network);
}

/**
 * The scores of a network's earlier run are gone with it: another strength of the block is computed
 * again.
 */
function dropOtherRuns(entry: HeldPicture, network: NetworkResult): void {
  for (const [key, { map, summary }] of [...entry.scores]) {
    if (!isOfOneRun(summary.methodId)) continue;
    const run = runOf(summary.settings);
    if (run.modelId !== network.run.modelId || network.isOf(run)) continue;
    entry.scores.delete(key);
    entry.retire(map);
  }
}

/**
 * Score maps `[target.height, target.width]` of one network result, blurred where the method says
 * so, in the order of the settings; and the closed-set classes where a score reads the closed-set
 * logits, because they come with them. The caller owns all.
 */
export async function scoreMaps(
  context: EngineContext,
  network: NetworkResult,
  settings: readonly MethodSettings[],
  target: Size,
  signal?: AbortSignal,
): Promise<{ maps: ScoreMap[]; classes: ClassMap | null }> {
  const { compute } = context;
  const maps = new Map<MethodSettings, ScoreMap>();
  let closedSet: ClassMap | null = null;
  try {
    for (const methodSettings of settings.filter(({ methodId }) => isFitted(methodId)))
      maps.set(methodSettings, await fittedMap(context, network, methodSettings, target, signal));
    for (const { output, readers } of groupByOutput(settings)) {
      const requests = readers.map(({ request }) => request);
      const { scores, classes } = await compute.scores(
        outputOf(network.outputs, output).tensor,
        target,
        requests,
      );
      if (output === 'logits') closedSet = classes;
      else classes.release();
      for (const [index, { settings: methodSettings }] of readers.entries())
        maps.set(
          methodSettings,
          methodSettings.blur
            ? await blurred(compute, scores[index] as ScoreMap)
            : (scores[index] as ScoreMap),
        );
    }
  } catch (error) {
    for (const map of maps.values()) map.release(); // a cancelled pass leaves none
    throw error;
  }
  return {
    maps: settings.map((methodSettings) => maps.get(methodSettings) as ScoreMap),
    classes: closedSet,
  };
}

async function blurred(compute: Compute, map: ScoreMap): Promise<ScoreMap> {
  try {
    return await compute.blur(map);
  } finally {
    map.release();
  }
}

/**
 * Range and histogram of a map. @throws AnomalensError `model-self-check` when its values are not
 * numbers.
 */
export async function summarise(
  { compute }: EngineContext,
  map: ScoreMap,
  settings: MethodSettings,
  times: StageTimes,
  residualNorm: ScoreSummary['residualNorm'] = null,
): Promise<CachedScore> {
  const range = await timed(times, 'histogram', () => compute.range(map));
  if (!isUsable(range))
    throw new AnomalensError(
      'model-self-check',
      `The score "${settings.methodId}" holds values that are not numbers.`,
      true,
    );
  const histogram = await timed(times, 'histogram', () => compute.histogram(map, range));
  return {
    map,
    summary: { methodId: settings.methodId, settings, range, histogram, residualNorm },
  };
}

/** Marks a score as most recently used. */
function touch(entry: HeldPicture, settings: MethodSettings): CachedScore {
  const key = entry.keyOf(settings);
  const score = entry.scores.get(key);
  if (!score) throw new AnomalensError('internal', `The score ${key} was not computed.`);
  entry.scores.delete(key);
  entry.scores.set(key, score);
  return score;
}

function evict(entry: HeldPicture, inUse: number): void {
  for (const [key, { map }] of [...entry.scores]) {
    if (entry.scores.size <= Math.max(MOST_SCORES, inUse)) return;
    entry.scores.delete(key);
    if (!isOwnMap(entry, map)) entry.retire(map);
  }
}
