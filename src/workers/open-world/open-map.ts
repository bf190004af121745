/** Class maps with the classes learnt in the page. */

import { AnomalensError } from '#src/core/errors';
import { LOGITS_PER_EMBEDDING } from '#src/core/open-world/embedding';
import { headLogits } from '#src/core/open-world/head';
import type { LearntClass, LearntRule } from '#src/core/open-world/learnt';
import type { Size } from '#src/core/types';
import type { ClassMap } from '#src/gpu/compute';
import { type OpenRule, openClassesCpu } from '#src/gpu/ops/open-classes/cpu';
import { sampleLogitsCpu } from '#src/gpu/ops/scores/cpu';
import {
  isMetricNetwork,
  type MetricOutputs,
  metricOutputs,
} from '#src/workers/open-world/metric-head';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { outputOf } from '#src/workers/state/network-result';

/**
 * The rules as the operation takes them: a head becomes its logits for this picture. @throws
 * AnomalensError `option-invalid`.
 */
export function openRules(
  { logits, features }: MetricOutputs,
  rules: readonly LearntRule[],
): OpenRule[] {
  return rules.map((rule, position): OpenRule => {
    checkRule(rule, logits.classes, features.classes, position);
    if (rule.kind === 'prototype') return rule;
    return {
      kind: 'head',
      outputs: rule.bias.length,
      data: headLogits(rule, features.data, features.classes),
    };
  });
}

function checkRule(rule: LearntRule, classes: number, channels: number, position: number): void {
  const fits =
    rule.kind === 'prototype'
      ? rule.prototype.length === classes
      : rule.bias.length === classes + position + 1 &&
        rule.weights.length === rule.bias.length * channels;
  if (!fits)
    throw new AnomalensError(
      'option-invalid',
      `Learnt class ${position + 1} belongs to another network or place in the list.`,
    );
}

/**
 * Classes `[H, W]` on the picture grid with the learnt ones, kept with the network's result until
 * others are asked for.
 */
export function ensureLearntClasses(
  { compute }: EngineContext,
  entry: HeldPicture,
  network: NetworkResult,
  learnt: readonly LearntClass[],
): Promise<ClassMap> {
  return entry.queue.run(async () => {
    const rules = learnt.map(({ rule }) => rule);
    const key = JSON.stringify(rules);
    if (network.learnt?.key === key) return network.learnt.map;
    const map = await compute.openClasses(
      outputOf(network.outputs, 'logits').tensor,
      entry.size,
      openRules(metricOutputs(network), rules),
    );
    if (network.learnt) entry.retire(network.learnt.map);
    network.learnt = { key, map };
    return map;
  });
}

/** Classes `[grid.height, grid.width]` with the learnt ones, on another grid than the picture's. */
export function learntClassesOnGrid(
  network: NetworkResult,
  grid: Size,
  rules: readonly LearntRule[],
): Uint8Array {
  const outputs = metricOutputs(network);
  return openClassesCpu(outputs.logits, grid, openRules(outputs, rules));
}

/**
 * What a pixel is, by the learnt rules: the position in the list or null, and its embedding
 * `[classes]`. Null for other networks.
 */
export function learntAt(
  network: NetworkResult,
  size: Size,
  learnt: readonly LearntClass[],
  { x, y }: { x: number; y: number },
): { position: number | null; embedding: number[] } | null {
  if (!isMetricNetwork(network.run.modelId)) return null;
  const { logits, features } = metricOutputs(network);
  const z = sampleLogitsCpu(logits, size, x, y);
  const onePixel = (values: Float32Array, classes: number) => ({
    classes,
    data: values,
    width: 1,
    height: 1,
    stride: 1,
    grid: { width: 1, height: 1, paddedWidth: 1, paddedHeight: 1 },
  });
  const own = {
    logits: onePixel(z, logits.classes),
    features: onePixel(sampleLogitsCpu(features, size, x, y), features.classes),
  };
  const [index = 0] = openClassesCpu(
    own.logits,
    { width: 1, height: 1 },
    openRules(
      own,
      learnt.map(({ rule }) => rule),
    ),
  );
  return {
    position: index > logits.classes ? index - logits.classes - 1 : null,
    embedding: Array.from(z, (value) => value / LOGITS_PER_EMBEDDING),
  };
}
