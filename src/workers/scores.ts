import { AnomalensError } from '#src/core/errors';
import { SCORE_KINDS, type ScoreKind, type StageTimes } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import type { EngineContext } from '#src/workers/context';
import { ensureNetworkResult } from '#src/workers/inference';
import { type CachedScore, isUsable, type PictureEntry, scoreKey } from '#src/workers/picture-entry';
import type { MethodSettings } from '#src/workers/protocol';
import { stageBoundary } from '#src/workers/stage-boundary';
import { timed } from '#src/workers/stopwatch';

/** Score maps kept per picture; five methods and what a temperature slider leaves behind. */
const MOST_SCORES = 10;

/**
 * The scores for some settings, in their order: from the cache, or all missing ones in one pass over the logits.
 * @throws AnomalensError `method-unknown`, and as `ensureNetworkResult`.
 */
export function ensureScores(
  context: EngineContext,
  entry: PictureEntry,
  settings: readonly MethodSettings[],
  times: StageTimes,
  signal?: AbortSignal,
): Promise<CachedScore[]> {
  return entry.use(() =>
    entry.queue.run(async () => {
      for (const one of settings) checkSettings(entry, one);
      const missing = settings.filter((one) => !entry.scores.has(scoreKey(one)));
      if (missing.length > 0) await addScores(context, entry, missing, times, signal);
      const found = settings.map((one) => touch(entry, scoreKey(one)));
      evict(entry, settings.length);
      return found;
    }, signal),
  );
}

function checkSettings(entry: PictureEntry, { methodId, temperature }: MethodSettings): void {
  if (!isScoreKind(methodId) && !entry.imported.has(methodId))
    throw new AnomalensError('method-unknown', `There is no score "${methodId}" for this picture.`);
  if (!(temperature > 0 && Number.isFinite(temperature)))
    throw new AnomalensError('option-invalid', `The temperature must be positive, not ${temperature}.`);
}

export function isScoreKind(id: string): id is ScoreKind {
  return (SCORE_KINDS as readonly string[]).includes(id);
}

async function addScores(
  context: EngineContext,
  entry: PictureEntry,
  missing: readonly MethodSettings[],
  times: StageTimes,
  signal?: AbortSignal,
): Promise<void> {
  const { compute, notify } = context;
  const computed = missing.filter(({ methodId }) => isScoreKind(methodId));
  const plain = computed.length > 0 ? await softmaxFamily(context, entry, computed, times, signal) : [];
  await stageBoundary(signal);
  notify('progress', { what: 'scores', phase: 'score', loaded: 0, total: missing.length, cached: false });
  for (const settings of missing) {
    const base = plain[computed.indexOf(settings)] ?? entry.imported.get(settings.methodId);
    const map = settings.blur ? await timed(times, 'score', () => compute.blur(base)) : base;
    if (settings.blur && base !== entry.imported.get(settings.methodId)) entry.retire(base);
    entry.scores.set(scoreKey(settings), await summarise(context, map, settings, times));
  }
}

async function softmaxFamily(
  context: EngineContext,
  entry: PictureEntry,
  settings: readonly MethodSettings[],
  times: StageTimes,
  signal?: AbortSignal,
): Promise<ScoreMap[]> {
  const { logits } = await ensureNetworkResult(context, entry, times, signal);
  const kinds = settings.map(({ methodId, temperature }) => ({ kind: methodId as ScoreKind, temperature }));
  const { scores, classes } = await timed(times, 'score', () => context.compute.scores(logits, entry.size, kinds));
  if (entry.classes) entry.retire(entry.classes);
  entry.classes = classes;
  return scores;
}

/** Range and histogram of a map. @throws AnomalensError `model-self-check` when its values are not numbers. */
export async function summarise(
  { compute }: EngineContext,
  map: ScoreMap,
  settings: MethodSettings,
  times: StageTimes,
): Promise<CachedScore> {
  const range = await timed(times, 'histogram', () => compute.range(map));
  if (!isUsable(range))
    throw new AnomalensError('model-self-check', `The score "${settings.methodId}" holds values that are not numbers.`, true);
  const histogram = await timed(times, 'histogram', () => compute.histogram(map, range));
  return { map, summary: { methodId: settings.methodId, settings, range, histogram } };
}

/** Marks a score as most recently used. */
function touch(entry: PictureEntry, key: string): CachedScore {
  const score = entry.scores.get(key);
  if (!score) throw new AnomalensError('internal', `The score ${key} was not computed.`);
  entry.scores.delete(key);
  entry.scores.set(key, score);
  return score;
}

function evict(entry: PictureEntry, inUse: number): void {
  for (const [key, { map }] of [...entry.scores]) {
    if (entry.scores.size <= Math.max(MOST_SCORES, inUse)) return;
    entry.scores.delete(key);
    if (![...entry.imported.values()].includes(map)) entry.retire(map);
  }
}
