/**
 * Scores that need fitted numbers, each with an operation of its own: of the base network those of the
 * training pictures, of a person's own those of their ordinary pictures.
 */

import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import type { Compute, ScoreMap } from '#src/gpu/compute';
import type { DropoutStatistic } from '#src/gpu/ops/dropout/cpu';
import { DROPOUT_STATISTICS } from '#src/gpu/ops/dropout/cpu';
import { dropoutMasks } from '#src/gpu/ops/dropout/masks';
import { mahalanobisCpu } from '#src/gpu/ops/mahalanobis/cpu';
import { methodById } from '#src/methods/registry';
import { loadStatistics } from '#src/methods/statistics';
import type { MethodSettings } from '#src/protocol/scores';
import type { EngineContext, PreparedOwnNetwork } from '#src/workers/state/context';
import type { NetworkResult, PlacedOutput } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';
import { stageBoundary } from '#src/workers/state/stage-boundary';

/**
 * Score map `[target.height, target.width]` of one network result. Many passes tell their progress
 * and end when cancelled.
 * @throws AnomalensError `model-download` for the statistics, `cancelled`.
 */
export async function fittedMap(
  context: EngineContext,
  { outputs, run }: NetworkResult,
  { methodId, parameters }: MethodSettings,
  target: Size,
  signal?: AbortSignal,
): Promise<ScoreMap> {
  const { score } = methodById(methodId);
  if (!('fitted' in score)) throw new AnomalensError('internal', `${methodId} is no fitted score.`);
  const { compute, tellPage } = context;
  const output = outputOf(outputs, score.reads);
  const { tensor } = output;
  const model = context.models.ready(run.modelId);
  if (model && 'own' in model) return ownDistance(compute, output, model, score.fitted, target);
  const statistics = await loadStatistics();
  switch (score.fitted) {
    case 'sml':
      return compute.sml(tensor, target, statistics.maxLogit);
    case 'prototype':
      throw new AnomalensError('internal', 'The base network has no prototypes.');
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

/** What the kernel keeps of a pixel in registers. */
const MOST_COMPONENTS = 64;

/** More components than the kernel takes are computed on the processor; what is left of them is one number. */
async function ownDistance(
  compute: Compute,
  { tensor, values }: PlacedOutput,
  { fit }: PreparedOwnNetwork,
  fitted: string,
  target: Size,
): Promise<ScoreMap> {
  const whitening =
    fitted === 'mahalanobis' || fitted === 'prototype' ? fit?.features?.[fitted] : null;
  if (!whitening)
    throw new AnomalensError('internal', `The network has no fit for the score "${fitted}".`);
  if (tensor.classes <= MOST_COMPONENTS) return compute.mahalanobis(tensor, target, whitening);
  const { classes, width, height, stride, grid } = tensor;
  const distances = mahalanobisCpu(
    { data: values, classes, width, height, stride, grid },
    whitening,
  );
  const plane = { data: distances, classes: 1, width, height, stride, grid };
  return compute.upsample(plane, target);
}
