import { type Agreement, agreementOf } from '#src/core/comparison/agreement';
import { leftOutOn } from '#src/core/ground-truth/left-out';
import type { Requests } from '#src/protocol/requests';
import type { ComparedPane } from '#src/protocol/view';
import { keptScore } from '#src/workers/regions/kept-score';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Counts of pixels that two masks share and do not, as the panes draw them.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, `label-size` for a region of interest of another aspect.
 */
export async function maskAgreement(
  context: EngineContext,
  { pictureId, minArea, panes, leftOut }: Requests['agreement']['params'],
): Promise<Agreement> {
  const entry = context.pictures.get(pictureId);
  const labelsOf = async ({ settings, threshold, removal }: ComparedPane) => {
    const score = await ensureScore(context, entry, settings, {});
    const kept = await keptScore(context, entry, { threshold, removal, leftOut }, score);
    return context.compute.readLabels(kept.map, threshold, minArea);
  };
  return entry.use(async () => {
    const first = await labelsOf(panes[0]);
    const second = await labelsOf(panes[1]);
    return agreementOf(first, second, leftOut && leftOutOn(leftOut.mask, entry.size));
  });
}
