/**
 * Features of regions for meta classification, of what the page shows and of what an evaluation
 * finds.
 */

import { AnomalensError } from '#src/core/errors';
import { CLASSES } from '#src/core/meta/feature-names';
import { regionFeatures } from '#src/core/meta/region-features';
import { regionOverlaps } from '#src/core/meta/region-overlaps';
import type { LabelledRegions } from '#src/core/meta/region-pixels';
import { IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';
import { statsOfRuns } from '#src/gpu/ops/region-stats/cpu';
import { runsOfMask } from '#src/gpu/ops/regions/runs';
import { logitSampler } from '#src/gpu/ops/scores/logit-sampler';
import { methodById } from '#src/methods/registry';
import type { RegionEvaluation } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import { classesRunOf } from '#src/workers/networks/run-plan';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';

/**
 * Regions `score >= threshold` of `scores [height, width]` on the grid of a label, void removed
 * before labelling.
 */
export function regionsOutsideVoid(
  scores: Float32Array,
  truth: Size & { data: Uint8Array },
  threshold: number,
): LabelledRegions {
  const level = Math.fround(threshold);
  const mask = Uint8Array.from(scores, (score, pixel) =>
    Number(score >= level && truth.data[pixel] !== IGNORE),
  );
  const { ids, regions } = statsOfRuns(runsOfMask(mask, truth), scores, truth, 0);
  return { ids, count: regions.length, width: truth.width, height: truth.height };
}

/**
 * What the regions `score >= threshold` on a label's grid are made of and meet. @param labelled as
 * `trueRegions` gives it.
 */
export async function regionsOnLabel(
  context: EngineContext,
  entry: HeldPicture,
  { truth, labelled }: { truth: Size & { data: Uint8Array }; labelled: Uint32Array },
  {
    scores,
    settings,
    threshold,
  }: { scores: Float32Array; settings: MethodSettings; threshold: number },
  signal?: AbortSignal,
): Promise<RegionEvaluation & { regions: LabelledRegions }> {
  const regions = regionsOutsideVoid(scores, truth, threshold);
  const features = await featuresOfRegions(context, entry, regions, settings, signal);
  return { regions, features, ...regionOverlaps(regions, labelled) };
}

/** As `featuresFrom`, of a network that runs if it has not yet. */
export function featuresOfRegions(
  context: EngineContext,
  entry: HeldPicture,
  regions: LabelledRegions,
  settings: MethodSettings,
  signal?: AbortSignal,
): Promise<Float64Array<ArrayBuffer>> {
  return entry.queue.run(async () => {
    const network = await ensureNetworkResult(context, entry, classesRunOf(settings), {}, signal);
    return featuresFrom(network, regions, settings);
  }, signal);
}

/**
 * Features `[count, 75]` from the logits that the method's score reads, at T = 1 whatever the
 * score's own temperature.
 * @throws AnomalensError `meta-regions` for a network with another number of classes.
 */
export function featuresFrom(
  { outputs }: NetworkResult,
  regions: LabelledRegions,
  { methodId }: MethodSettings,
): Float64Array<ArrayBuffer> {
  const { score } = methodById(methodId);
  const { tensor, values } = outputOf(outputs, 'kind' in score ? score.logits : 'logits');
  if (tensor.classes !== CLASSES)
    throw new AnomalensError(
      'meta-regions',
      `Features of regions are those of ${CLASSES} classes, and this network has ${tensor.classes}.`,
    );
  return regionFeatures(regions, logitSampler({ ...tensor, data: values }, regions));
}

export function largestId(ids: Uint32Array): number {
  return ids.reduce((most, id) => Math.max(most, id), 0);
}
