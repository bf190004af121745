import { expect, test } from 'vitest';
import { closestPair } from '#src/components/open-world/space/shared-prototypes';
import type { LearntClass } from '#src/core/open-world/learnt';

const learntAt = (name: string, prototype: number[], radius = 1): LearntClass => ({
  name,
  colour: '#000000',
  rule: { kind: 'prototype', prototype, radius },
});

test('the closest pair within the smaller lambda is named, by its squared distance', () => {
  const classes = [learntAt('cow', [0, 0]), learntAt('tyre', [0.9, 0]), learntAt('sofa', [0, 0.5])];
  expect(closestPair(classes)).toEqual({ first: 'cow', second: 'sofa', distance: 0.25 });
});

test('the smaller of both lambdas decides', () => {
  expect(closestPair([learntAt('cow', [0, 0]), learntAt('sofa', [0, 0.5], 0.25)])).toBeNull();
  expect(closestPair([learntAt('cow', [0, 0], 0.25), learntAt('sofa', [0, 0.5])])).toBeNull();
});

test('a head has no prototype to be close to', () => {
  const head: LearntClass = {
    name: 'tyre',
    colour: '#000000',
    rule: { kind: 'head', weights: [0], bias: [0] },
  };
  expect(closestPair([learntAt('cow', [0, 0]), head])).toBeNull();
});
