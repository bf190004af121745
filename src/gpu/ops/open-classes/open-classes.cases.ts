import { PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import { random as seeded } from '#src/core/random';
import type { Size } from '#src/core/types';
import type { LogitsData } from '#src/gpu/ops/scores/cpu';
import { paddedLogits } from '#src/gpu/testing/padded-logits';
import type { OpenRule } from './cpu';

export interface OpenClassesCase {
  name: string;
  logits: LogitsData;
  target: Size;
  rules: readonly OpenRule[];
}

const next = seeded(11);
const spread = () => (next() - 0.3) * 12;
const near = (classes: number, radius: number): OpenRule => ({
  kind: 'prototype',
  prototype: Array.from({ length: classes }, () => next() * 1.5),
  radius,
});
const head = ({ width, height }: Size, outputs: number): OpenRule => ({
  kind: 'head',
  outputs,
  data: Float32Array.from(
    { length: outputs * width * height },
    (_, i) => next() * 4 + (i >= (outputs - 1) * width * height ? 2 : 0),
  ),
});

const prime = paddedLogits(19, { width: 61, height: 37 }, spread);
const small = paddedLogits(5, { width: 96, height: 64 }, spread);
const twin: OpenRule = { kind: 'prototype', prototype: [1, 1, 1, 1, 1], radius: 50 };
const onAxis: OpenRule = {
  kind: 'prototype',
  prototype: [PROTOTYPE_LENGTH, 0, 0, 0, 0],
  radius: 50,
};

export const ONE_PROTOTYPE: OpenClassesCase = {
  name: 'one prototype',
  logits: prime,
  target: { width: 127, height: 71 },
  rules: [near(19, 40)],
};
export const THREE_PROTOTYPES: OpenClassesCase = {
  name: 'three prototypes',
  logits: prime,
  target: { width: 64, height: 64 },
  rules: [near(19, 40), near(19, 30), near(19, 35)],
};

export const OPEN_CLASSES_CASES: OpenClassesCase[] = [
  { name: 'no rule', logits: prime, target: { width: 127, height: 71 }, rules: [] },
  ONE_PROTOTYPE,
  {
    name: 'a radius that cuts',
    logits: small,
    target: { width: 53, height: 41 },
    rules: [near(5, 1.5)],
  },
  THREE_PROTOTYPES,
  {
    name: 'two of the same place',
    logits: small,
    target: { width: 53, height: 41 },
    rules: [twin, twin],
  },
  {
    name: 'one on a prototype of the network',
    logits: small,
    target: { width: 53, height: 41 },
    rules: [onAxis],
  },
  { name: 'a head', logits: prime, target: { width: 127, height: 71 }, rules: [head(prime, 20)] },
  {
    name: 'prototypes and heads in turn',
    logits: prime,
    target: { width: 9, height: 8 },
    rules: [near(19, 40), head(prime, 21), near(19, 40), head(prime, 23)],
  },
  {
    name: 'one pixel',
    logits: paddedLogits(3, { width: 4, height: 4 }, spread),
    target: { width: 1, height: 1 },
    rules: [near(3, 50)],
  },
];
