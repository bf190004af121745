import type { StageTimes } from '#src/core/types';
import { classesModelOf } from '#src/methods/classes-model';
import type { Requests } from '#src/protocol/requests';
import type { Analysis } from '#src/protocol/scores';
import { isBuiltIn } from '#src/workers/networks/run-plan';
import { ensureScores } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

/**
 * Scores of a loaded picture: one run of each network, whatever number of methods.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, of the model, `cancelled`.
 */
export async function analyze(
  context: EngineContext,
  { pictureId, settings, lookFollows }: Requests['analyze']['params'],
  signal?: AbortSignal,
): Promise<Analysis> {
  const entry = context.pictures.get(pictureId);
  const times: StageTimes = {};
  return entry.use(async () => {
    const scores = await withMaps(entry, lookFollows, () =>
      ensureScores(context, entry, settings, times, signal),
    );
    const modelIds = settings.filter(({ methodId }) => isBuiltIn(methodId)).map(classesModelOf);
    const networks = modelIds.flatMap((modelId) => entry.networks.get(modelId) ?? []);
    const roadLikeness = Object.fromEntries(
      networks.flatMap(({ run, roadLikeness: verdict }) =>
        verdict ? [[run.modelId, verdict]] : [],
      ),
    );
    return { pictureId, scores: scores.map(({ summary }) => summary), times, roadLikeness };
  });
}

/** What the networks of a second look read goes once none of them follows, or it has come to nothing. */
async function withMaps<T>(
  entry: HeldPicture,
  lookFollows: boolean | undefined,
  work: () => Promise<T>,
): Promise<T> {
  let isKept = false;
  try {
    const result = await work();
    isKept = lookFollows === true;
    return result;
  } finally {
    if (!isKept) await entry.dropSecondMaps();
  }
}
