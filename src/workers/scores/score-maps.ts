/** From what a network has left to score maps, and from a map to what the page is told of it. */
import { AnomalensError } from '#src/core/errors';
import type { Size, StageTimes } from '#src/core/types';
import type { ClassMap, Compute, ScoreMap } from '#src/gpu/compute';
import type { MethodSettings, ScoreSummary } from '#src/protocol/scores';
import { fittedMap } from '#src/workers/scores/fitted-scores';
import { groupByOutput, isFitted } from '#src/workers/scores/score-plan';
import type { EngineContext } from '#src/workers/state/context';
import { type CachedScore, isUsable } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';
import { timed } from '#src/workers/state/stopwatch';

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
    for (const { output, readers } of groupByOutput(settings, network.channels.known)) {
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
    closedSet?.release();
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
