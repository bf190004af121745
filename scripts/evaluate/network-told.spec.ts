import { expect, it } from 'vitest';
import { namedClasses } from '#src/core/own-network/class-lists';
import { PLAIN_CARD } from '#src/core/own-network/testing/plain-card';
import { networkLines } from './network-told.mjs';

it.each([
  [['road', 'sky'], [], '2 classes'],
  [['road', 'sky', 'void'], [2], '2 classes, of 3 channels'],
  [['road'], [], '1 class and everything else'],
])('of %j without %j there are %s', (names, leftOut, told) => {
  const card = { ...PLAIN_CARD, classes: namedClasses(names), leftOut };
  const network = { modelId: 'own-1', card, because: [], unclear: [], methods: [] };
  expect(networkLines(network)[1]).toBe(`y NCHW: logits of ${told}`);
});
