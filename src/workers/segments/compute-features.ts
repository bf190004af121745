/**
 * Features of segments for meta classification, of what the page shows and of what an evaluation
 * finds.
 */
import { segmentFeatures } from '#src/core/meta/segment-features';
import { segmentOverlaps } from '#src/core/meta/segment-overlaps';
import type { LabelledSegments } from '#src/core/meta/segment-pixels';
import { IGNORE } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';
import { componentsCpu } from '#src/gpu/ops/components/cpu';
import { logitSampler } from '#src/gpu/ops/scores/logit-sampler';
import { segmentStatsCpu } from '#src/gpu/ops/segment-stats/cpu';
import { methodById } from '#src/methods/registry';
import type { SegmentEvaluation } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';
import { ensureNetworkResult } from '#src/workers/networks/inference';
import { classesRunOf } from '#src/workers/networks/run-plan';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/**
 * Components `score >= threshold` of `scores [height, width]` on the grid of a label, void removed
 * before labelling.
 */
export function segmentsOutsideVoid(
  scores: Float32Array,
  truth: Size & { data: Uint8Array },
  threshold: number,
): LabelledSegments {
  const level = Math.fround(threshold);
  const mask = Uint8Array.from(scores, (score, pixel) =>
    Number(score >= level && truth.data[pixel] !== IGNORE),
  );
  const { ids, components } = segmentStatsCpu(componentsCpu(mask, truth), scores, truth, 0);
  return { ids, count: components.length, width: truth.width, height: truth.height };
}

/**
 * What the segments `score >= threshold` on a label's grid are made of and meet. @param labelled as
 * `trueComponents` gives it.
 */
export async function segmentsOnLabel(
  context: EngineContext,
  entry: HeldPicture,
  { truth, labelled }: { truth: Size & { data: Uint8Array }; labelled: Uint32Array },
  {
    scores,
    settings,
    threshold,
  }: { scores: Float32Array; settings: MethodSettings; threshold: number },
  signal?: AbortSignal,
): Promise<SegmentEvaluation & { segments: LabelledSegments }> {
  const segments = segmentsOutsideVoid(scores, truth, threshold);
  const features = await featuresOf(context, entry, segments, settings, signal);
  return { segments, features, ...segmentOverlaps(segments, labelled) };
}

/** As `featuresFrom`, of a network that runs if it has not yet. */
export function featuresOf(
  context: EngineContext,
  entry: HeldPicture,
  segments: LabelledSegments,
  settings: MethodSettings,
  signal?: AbortSignal,
): Promise<Float64Array<ArrayBuffer>> {
  return entry.queue.run(async () => {
    const network = await ensureNetworkResult(context, entry, classesRunOf(settings), {}, signal);
    return featuresFrom(network, segments, settings);
  }, signal);
}

/**
 * Features `[count, 75]` from the logits that the method's score reads, at T = 1 whatever the
 * score's own temperature.
 */
export function featuresFrom(
  { outputs }: NetworkResult,
  segments: LabelledSegments,
  { methodId }: MethodSettings,
): Float64Array<ArrayBuffer> {
  const { score } = methodById(methodId);
  const { tensor, values } = outputs['kind' in score ? score.logits : 'logits'];
  return segmentFeatures(segments, logitSampler({ ...tensor, data: values }, segments));
}

export function largestId(ids: Uint32Array): number {
  return ids.reduce((most, id) => Math.max(most, id), 0);
}
