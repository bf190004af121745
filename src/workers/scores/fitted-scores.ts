/**
 * Scores of the base network that need its fitted statistics, each with an operation of its own.
 */

import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { ScoreMap } from '#src/gpu/compute';
import type { DropoutStatistic } from '#src/gpu/ops/dropout/cpu';
import { DROPOUT_STATISTICS } from '#src/gpu/ops/dropout/cpu';
import { dropoutMasks } from '#src/gpu/ops/dropout/masks';
import { methodById } from '#src/methods/registry';
import { loadStatistics } from '#src/methods/statistics';
import type { MethodSettings } from '#src/protocol/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';
import { stageBoundary } from '#src/workers/state/stage-boundary';

/**
 * Score map `[target.height, target.width]` of one network result. Many passes tell their progress
 * and end when cancelled.
 * @throws AnomalensError `model-download` for the statistics, `cancelled`.
 */
export async function fittedMap(
  { compute, tellPage }: EngineContext,
  { outputs }: NetworkResult,
  { methodId, parameters }: MethodSettings,
  target: Size,
  signal?: AbortSignal,
): Promise<ScoreMap> {
  const { score } = methodById(methodId);
  if (!('fitted' in score)) throw new AnomalensError('internal', `${methodId} is no fitted score.`);
  const statistics = await loadStatistics();
  const { tensor } = outputOf(outputs, score.reads);
  switch (score.fitted) {
    case 'sml':
      return compute.sml(tensor, target, statistics.maxLogit);
    case 'mahalanobis':
      return compute.mahalanobis(tensor, target, statistics.mahalanobis);
    case 'mc-dropout': {
      const { passes, dropRate, seed, statistic } = parameters as Record<
        'passes' | 'dropRate' | 'seed' | 'statistic',
        number
      >;
      const request = {
        classifier: statistics.classifier,
        masks: dropoutMasks(passes, tensor.classes, dropRate, seed),
        statistic: DROPOUT_STATISTICS[statistic] as DropoutStatistic,
      };
      return compute.dropout(tensor, target, request, async (pass) => {
        tellPage('progress', {
          what: 'dropout passes',
          modelId: null,
          phase: 'score',
          loaded: pass,
          total: passes,
          cached: false,
        });
        await stageBoundary(signal);
      });
    }
  }
}
