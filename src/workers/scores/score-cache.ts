/** The scores that a picture keeps: which are there, which are missing, which make room. */
import { AnomalensError } from '#src/core/errors';
import { isPrompted } from '#src/methods/capabilities';
import { firstLookOf, isOfTwoLooks } from '#src/methods/looks';
import { methodById } from '#src/methods/registry';
import type { MethodSettings } from '#src/protocol/scores';
import { isBuiltIn, isOfOneRun, runOf } from '#src/workers/networks/run-plan';
import { isOwnMap } from '#src/workers/scores/own-scores';
import { sourceOfScore } from '#src/workers/scores/prompted-scores';
import { hasRunFor } from '#src/workers/scores/second-look';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/**
 * Score maps kept per picture: one per method, and what a slider leaves behind. At most 16 MB each.
 */
const MOST_SCORES = 14;

/**
 * Settings whose scores are missing, and the sources and first looks they are made of, each once.
 */
export function missingOf(
  entry: HeldPicture,
  settings: readonly MethodSettings[],
): MethodSettings[] {
  const isMissing = (methodSettings: MethodSettings) =>
    !entry.scores.has(entry.keyOf(methodSettings));
  const missing = settings.filter(isMissing);
  const sources = missing
    .flatMap((methodSettings) =>
      isPrompted(methodSettings.methodId) ? (sourceOfScore(entry, methodSettings) ?? []) : [],
    )
    .filter(isMissing);
  const firstLooks = missing.filter(isOfTwoLooks).map(firstLookOf).filter(isMissing);
  return [
    ...new Map(
      [...missing, ...sources, ...firstLooks].map((methodSettings) => [
        entry.keyOf(methodSettings),
        methodSettings,
      ]),
    ).values(),
  ];
}

/** A score that is there already, marked as used; null otherwise. Never waits. */
export function cachedScore(entry: HeldPicture, settings: MethodSettings): CachedScore | null {
  return entry.scores.has(entry.keyOf(settings)) ? touch(entry, settings) : null;
}

/**
 * Whether a score is there or follows at once from what the networks have left: asking for it
 * starts neither a network nor long work.
 */
export function isAtHand(
  context: Pick<EngineContext, 'options'>,
  entry: HeldPicture,
  settings: MethodSettings,
): boolean {
  if (entry.scores.has(entry.keyOf(settings)) || entry.imported.has(settings.methodId)) return true;
  if (!isBuiltIn(settings.methodId) || methodById(settings.methodId).onDemand) return false;
  return hasRunFor(context, entry, settings);
}

/** Marks a score as most recently used. */
export function touch(entry: HeldPicture, settings: MethodSettings): CachedScore {
  const key = entry.keyOf(settings);
  const score = entry.scores.get(key);
  if (!score) throw new AnomalensError('internal', `The score ${key} was not computed.`);
  entry.scores.delete(key);
  entry.scores.set(key, score);
  return score;
}

/**
 * The scores of a network's earlier run are gone with it: another strength of the block is computed
 * again.
 */
export function dropOtherRuns(entry: HeldPicture, network: NetworkResult): void {
  for (const [key, { map, summary }] of [...entry.scores]) {
    if (!isOfOneRun(summary.methodId)) continue;
    const run = runOf(summary.settings);
    if (run.modelId !== network.run.modelId || network.hasInputsOf(run)) continue;
    entry.scores.delete(key);
    entry.retire(map);
  }
}

/** Lets the oldest scores go, but none of the `inUse` that were asked for last. */
export function evict(entry: HeldPicture, inUse: number): void {
  for (const [key, { map }] of [...entry.scores]) {
    if (entry.scores.size <= Math.max(MOST_SCORES, inUse)) return;
    entry.scores.delete(key);
    if (!isOwnMap(entry, map)) entry.retire(map);
  }
}
