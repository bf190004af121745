import { expect, it } from 'vitest';
import type { Card } from '#src/core/own-network/card';
import { namedClasses } from '#src/core/own-network/class-lists';
import { networkLines } from './network-told.mjs';

const CARD: Card = {
  anomalens: 1,
  title: 'mine',
  input: {
    name: 'x',
    layout: 'NCHW',
    dtype: 'float32',
    colour: 'rgb',
    mean: [0, 0, 0],
    std: [1, 1, 1],
    size: { kind: 'free', multipleOf: 32, longSide: null },
  },
  output: { name: 'y', kind: 'logits', layout: 'NCHW', masks: null },
  features: null,
  classes: [],
  leftOut: [],
};

it.each([
  [['road', 'sky'], [], '2 classes'],
  [['road', 'sky', 'void'], [2], '2 classes, of 3 channels'],
  [['road'], [], '1 class and everything else'],
])('of %j without %j there are %s', (names, leftOut, told) => {
  const card = { ...CARD, classes: namedClasses(names), leftOut };
  const network = { modelId: 'own-1', card, because: [], unclear: [], methods: [] };
  expect(networkLines(network)[1]).toBe(`y NCHW: logits of ${told}`);
});
