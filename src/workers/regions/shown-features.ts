import { methodById } from '#src/methods/registry';
import type { Requests } from '#src/protocol/requests';
import { featuresOfRegions, largestId } from '#src/workers/regions/compute-features';
import { keptScore } from '#src/workers/regions/kept-score';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Features of the regions that a pane lists. @throws AnomalensError `picture-unknown`, `method-unknown`
 * for an imported score, of the model.
 */
export function shownFeatures(
  context: EngineContext,
  {
    pictureId,
    settings,
    threshold,
    removal,
    leftOut,
    minArea,
  }: Requests['regionFeatures']['params'],
  signal?: AbortSignal,
): Promise<Requests['regionFeatures']['result']> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    methodById(settings.methodId);
    const score = await ensureScore(context, entry, settings, {}, signal);
    const { map } = await keptScore(context, entry, { threshold, removal, leftOut }, score);
    const ids = await context.compute.readLabels(map, threshold, minArea);
    return {
      features: await featuresOfRegions(
        context,
        entry,
        { ids, count: largestId(ids), ...entry.size },
        settings,
        signal,
      ),
    };
  });
}
