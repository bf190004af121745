/** A picture of 64 x 32 pixels that the network with a metric head has seen. */
import { LOGITS_PER_EMBEDDING } from '#src/core/open-world/embedding';
import type { LearntClass, PrototypeRule } from '#src/core/open-world/learnt';
import { encodeRle } from '#src/core/rle/coco-rle';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import { methods, modelsOf } from '#src/methods/registry';
import { metricOutputs, metricResult } from '#src/workers/open-world/metric-head';
import type { EngineContext } from '#src/workers/state/context';
import { createFakeModels } from '#src/workers/testing/fake-models';

export const PICTURE = 'a';
/** Number of classes that the network knows. */
export const CLASSES = 19;

export async function metricPicture() {
  const fake = createFakeModels(modelsOf(methods));
  const { entry } = fake;
  const { width, height } = entry.size;
  const context: EngineContext = {
    ...fake.context,
    pictures: { get: () => entry } as unknown as EngineContext['pictures'],
  };
  const network = await metricResult(context, entry);
  const { logits } = metricOutputs(network);
  const embeddingAt = (x: number, y: number) =>
    Array.from(sampleLogitsCpu(logits, entry.size, x, y), (z) => z / LOGITS_PER_EMBEDDING);
  /** Fires at pixel (20, 10), and at few others. */
  const prototype: PrototypeRule = {
    kind: 'prototype',
    prototype: embeddingAt(20, 10),
    radius: 0.02,
  };
  const maskOf = (isInside: (x: number, y: number) => boolean) =>
    encodeRle(
      Uint8Array.from({ length: width * height }, (_, i) =>
        Number(isInside(i % width, Math.floor(i / width))),
      ),
      entry.size,
    );
  return { ...fake, context, network, embeddingAt, prototype, maskOf };
}

export const learntClass = (rule: LearntClass['rule']): LearntClass => ({
  name: 'cow',
  colour: '#123456',
  rule,
});
