/** Rules in the order of Algorithm 1 on cells, against the twin in Python. */
import { expect, it } from 'vitest';
import golden from '#src/core/open-world/golden.json';
import type { LearntRule } from '#src/core/open-world/learnt';
import { openClassesCpu } from '#src/gpu/ops/open-classes/cpu';
import { openRules } from '#src/workers/open-world/open-map';

const { heads, channels, baseClasses } = golden;
const cells = heads.features.length / channels;

/** `[n, classes]` row by row to a network output of one row of cells. */
function outputOf(values: readonly number[], classes: number) {
  const data = Float32Array.from(
    { length: values.length },
    (_, i) => values[(i % cells) * classes + Math.floor(i / cells)]!,
  );
  const size = { width: cells, height: 1 };
  return {
    classes,
    data,
    ...size,
    stride: 1,
    grid: { ...size, paddedWidth: cells, paddedHeight: 1 },
  };
}

const outputs = {
  logits: outputOf(heads.logits, baseClasses),
  features: outputOf(heads.features, channels),
};
const first: LearntRule = { kind: 'head', weights: heads.first.weights, bias: heads.first.bias };
const second: LearntRule = {
  kind: 'prototype',
  prototype: heads.second.prototype,
  radius: heads.second.radius,
};
const third: LearntRule = { kind: 'head', weights: heads.third.weights, bias: heads.third.bias };

/** Without the gap that an open map has for unknown. */
function classesBy(rules: LearntRule[]): number[] {
  const map = openClassesCpu(
    outputs.logits,
    { width: cells, height: 1 },
    openRules(outputs, rules),
  );
  return Array.from(map, (index) => (index > baseClasses ? index - 1 : index));
}

const labelled = (labels: number[], annotated: number[], own: number) =>
  labels.map((label, i) => (annotated[i] ? own : label));

it('gives the pseudo labels of the first head: the network, then the annotation', () => {
  expect(labelled(classesBy([]), heads.first.annotated, baseClasses)).toEqual(
    heads.first.pseudoLabels,
  );
});

it('gives those of the third: the network, the head, the prototype, then the annotation', () => {
  expect(labelled(classesBy([first, second]), heads.third.annotated, baseClasses + 2)).toEqual(
    heads.third.pseudoLabels,
  );
});

it('gives PLM_all of three rules', () => {
  expect(classesBy([first, second, third])).toEqual(heads.all);
});
