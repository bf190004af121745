import { agreementOf } from '#src/core/comparison/agreement';
import {
  type ComparedLogits,
  type NetworkDifference,
  networkDifference,
} from '#src/core/comparison/network-difference';
import { leftOutOn } from '#src/core/ground-truth/left-out';
import { classesModelOf } from '#src/methods/classes-model';
import type { Requests } from '#src/protocol/requests';
import type { ComparedPane } from '#src/protocol/view';
import { keptScore } from '#src/workers/regions/kept-score';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/**
 * Counts of pixels that two masks share and do not, as the panes draw them.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, `label-size` for a region of interest of another aspect.
 */
export async function maskAgreement(
  context: EngineContext,
  { pictureId, minArea, panes, leftOut }: Requests['agreement']['params'],
): Promise<Requests['agreement']['result']> {
  const entry = context.pictures.get(pictureId);
  const labelsOf = async ({ settings, threshold, removal }: ComparedPane) => {
    const score = await ensureScore(context, entry, settings, {});
    const kept = await keptScore(context, entry, { threshold, removal, leftOut }, score);
    return context.compute.readLabels(kept.map, threshold, minArea);
  };
  return entry.use(async () => {
    const first = await labelsOf(panes[0]);
    const second = await labelsOf(panes[1]);
    const outside = leftOut && leftOutOn(leftOut.mask, entry.size);
    return {
      masks: agreementOf(first, second, outside),
      networks: networksOf(entry, panes),
    };
  });
}

function networksOf(
  entry: HeldPicture,
  panes: readonly [ComparedPane, ComparedPane],
): NetworkDifference | null {
  const [one, other] = panes.map(({ settings }) => entry.networks.get(classesModelOf(settings)));
  if (!one || !other || one === other) return null;
  const namesOf = ({ channels: { list, known } }: NetworkResult) =>
    JSON.stringify(list.slice(0, known).map(({ name }) => name));
  const [first, second] = [logitsOf(one), logitsOf(other)];
  if (!first || !second || namesOf(one) !== namesOf(other)) return null;
  return networkDifference(first, second, one.channels.known);
}

function logitsOf({ outputs }: NetworkResult): ComparedLogits | null {
  const { logits } = outputs;
  if (!logits) return null;
  const { width, height, stride, grid } = logits.tensor;
  const content = {
    width: Math.ceil(grid.width / stride),
    height: Math.ceil(grid.height / stride),
  };
  return { values: logits.values, width, height, content };
}
