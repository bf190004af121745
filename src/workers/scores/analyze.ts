import type { StageTimes } from '#src/core/types';
import { classesModelOf } from '#src/methods/classes-model';
import type { Requests } from '#src/protocol/requests';
import type { Analysis } from '#src/protocol/scores';
import { isBuiltIn } from '#src/workers/networks/run-plan';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Scores of a loaded picture: one run of each network, whatever number of methods.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, of the model, `cancelled`.
 */
export async function analyze(
  context: EngineContext,
  { pictureId, settings }: Requests['analyze']['params'],
  signal?: AbortSignal,
): Promise<Analysis> {
  const entry = context.pictures.get(pictureId);
  const times: StageTimes = {};
  return entry.use(async () => {
    const scores = await ensureScores(context, entry, settings, times, signal);
    const modelIds = settings.filter(({ methodId }) => isBuiltIn(methodId)).map(classesModelOf);
    const networks = modelIds.flatMap((modelId) => entry.networks.get(modelId) ?? []);
    const roadLikeness = Object.fromEntries(
      networks.map(({ run, roadLikeness: verdict }) => [run.modelId, verdict]),
    );
    return { pictureId, scores: scores.map(({ summary }) => summary), times, roadLikeness };
  });
}
