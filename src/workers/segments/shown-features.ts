import { methodById } from '#src/methods/registry';
import type { Requests } from '#src/protocol/requests';
import { ensureScores } from '#src/workers/scores/scores';
import { featuresOf, largestId } from '#src/workers/segments/compute-features';
import { keptScore } from '#src/workers/segments/kept-score';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Of the components that a pane lists. @throws AnomalensError `picture-unknown`, `method-unknown`
 * for an imported score, of the model.
 */
export function shownFeatures(
  context: EngineContext,
  { pictureId, settings, threshold, removal, minArea }: Requests['segmentFeatures']['params'],
  signal?: AbortSignal,
): Promise<Requests['segmentFeatures']['result']> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    methodById(settings.methodId);
    const [score] = await ensureScores(context, entry, [settings], {}, signal);
    const { map } = await keptScore(context, entry, { threshold, removal }, score);
    const ids = await context.compute.readLabels(map, threshold, minArea);
    return {
      features: await featuresOf(
        context,
        entry,
        { ids, count: largestId(ids), ...entry.size },
        settings,
        signal,
      ),
    };
  });
}
