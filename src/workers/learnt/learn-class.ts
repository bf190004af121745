/** Learning a class from annotated pictures, by a prototype (NPM) or a head of its own (PLM). */
import { AnomalensError } from '#src/core/errors';
import { DistanceBins } from '#src/core/open-world/distance-bins';
import { LOGITS_PER_EMBEDDING, squaredDistance } from '#src/core/open-world/embedding';
import type { LearntRule } from '#src/core/open-world/learnt';
import { PrototypeMean } from '#src/core/open-world/nearest-prototype';
import { RADIUS_RANGE, withinRange } from '#src/core/open-world/radius-axis';
import { quantile } from '#src/core/quantile';
import { timeSlices } from '#src/core/scheduling/time-slices';
import { logitSampler } from '#src/gpu/ops/scores/logit-sampler';
import type { DistanceHistogram, LearningProgress, Lesson } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';
import { learnHead } from '#src/workers/learnt/learn-head';
import type { CollectedShot, ShotStore } from '#src/workers/learnt/shots';

/**
 * Every second pixel of every second row is counted where nothing is annotated: they are many.
 */
const OUTSIDE_STEP = 2;

/**
 * Share of the annotated pixels that a new prototype's radius admits; chosen on the validation
 * cities (training/open_world/choose.py).
 */
const ADMITTED = 0.7;

export interface LearningControl {
  signal?: AbortSignal;
  /** Told of every picture or step as it begins. */
  onProgress?: (progress: LearningProgress) => void;
}

/**
 * @throws AnomalensError `shot-unknown`, `option-invalid` without shots, with rules of another
 * network, or annotations too small, `cancelled`.
 */
export async function learnClass(
  shots: ShotStore,
  { shotIds, earlier, kind }: Requests['learnClass']['params'],
  control: LearningControl = {},
): Promise<Lesson> {
  const collected = shotIds.map((id) => shots.get(id));
  if (collected.length === 0)
    throw new AnomalensError('option-invalid', 'Nothing is annotated to learn from.');
  const began = performance.now();
  const learnt =
    kind === 'prototype'
      ? await learnPrototype(collected, control)
      : await learnHeadOf(collected, earlier, control);
  return {
    ...learnt,
    pixels: collected.reduce((sum, { pixels }) => sum + pixels, 0),
    time: performance.now() - began,
  };
}

async function learnHeadOf(
  shots: readonly CollectedShot[],
  earlier: readonly LearntRule[],
  { signal, onProgress }: LearningControl,
) {
  const onStep = (current: number, total: number) =>
    onProgress?.({ phase: 'train', current, total });
  const { losses, ...rule } = await learnHead(shots, earlier, { signal, onStep });
  return { rule: { kind: 'head' as const, ...rule }, distances: null, losses };
}

/**
 * The mean embedding over all annotated pixels of all shots (equation 11), and a radius that the
 * shots themselves give.
 */
async function learnPrototype(
  shots: readonly CollectedShot[],
  { signal, onProgress }: LearningControl,
) {
  const pause = timeSlices(signal);
  const mean = new PrototypeMean((shots[0] as CollectedShot).logits.classes);
  const total = shots.length;
  for (const [index, shot] of shots.entries()) {
    onProgress?.({ phase: 'average', current: index + 1, total });
    await forEachEmbedding(shot, pause, (f, isInside) => isInside && mean.add(f));
  }
  const prototype = mean.mean();
  const [inside, outside] = [new DistanceBins(), new DistanceBins()];
  const own = new Float64Array(mean.count);
  let counted = 0;
  for (const [index, shot] of shots.entries()) {
    onProgress?.({ phase: 'distances', current: index + 1, total });
    await forEachEmbedding(shot, pause, (f, isInside) => {
      const distance = squaredDistance(f, prototype);
      (isInside ? inside : outside).add(distance);
      if (isInside) own[counted++] = distance;
    });
  }
  const radius = withinRange(quantile(own.sort(), ADMITTED));
  const distances: DistanceHistogram = {
    range: { ...RADIUS_RANGE },
    inside: inside.counts,
    outside: outside.counts,
  };
  return { rule: { kind: 'prototype' as const, prototype, radius }, distances, losses: [] };
}

/**
 * Bilinear (half-pixel) embeddings at the picture's pixels; those that are neither annotated nor
 * counted are left out.
 */
async function forEachEmbedding(
  { logits, size, mask }: CollectedShot,
  pause: () => Promise<void>,
  visit: (f: Float32Array, isInside: boolean) => void,
): Promise<void> {
  const sample = logitSampler(logits, size);
  const f = new Float32Array(logits.classes);
  for (let y = 0, i = 0; y < size.height; y++) {
    await pause();
    for (let x = 0; x < size.width; x++, i++) {
      const isInside = mask[i] === 1;
      if (!isInside && (x % OUTSIDE_STEP !== 0 || y % OUTSIDE_STEP !== 0)) continue;
      sample(x, y, f);
      for (let k = 0; k < f.length; k++) (f[k] as number) /= LOGITS_PER_EMBEDDING;
      visit(f, isInside);
    }
  }
}
