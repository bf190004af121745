import { describe, expect, it } from 'vitest';
import { allFeedersOf, type Fed, feedersOf, wrongFeed } from './feeds';

const INPUT = { mean: [0, 0, 0], std: [1, 1, 1], multipleOf: 32, defaultLongSide: 768 };
const port = (name: string, stride: number, channels: number) => ({ name, stride, channels });
const image = { ...port('image', 1, 3), from: 'picture' };
const at4 = { ...port('at4', 4, 24), from: 'trunk/at4' };
const features = { ...port('features', 4, 64), from: 'base/features' };
const trunk: Fed = {
  id: 'trunk',
  input: INPUT,
  inputs: [image],
  outputs: { at4: port('at4', 4, 24) },
};
const base: Fed = {
  id: 'base',
  input: INPUT,
  inputs: [image, at4],
  outputs: { features: port('features', 4, 64) },
};
const rpl: Fed = { id: 'rpl', input: INPUT, inputs: [at4, features], outputs: {} };

describe('what feeds a network', () => {
  it('are the networks of its sources, and before them those of theirs', () => {
    expect(feedersOf(rpl)).toEqual(['trunk', 'base']);
    expect(feedersOf(trunk)).toEqual([]);
    const head = { ...rpl, inputs: [features] };
    expect(allFeedersOf([trunk, base, head], head)).toEqual(['trunk', 'base']);
    expect(wrongFeed([trunk, base, rpl])).toBeNull();
  });

  it.each([
    ['a network that is not listed', [base], /base: at4 is fed by trunk, which is not listed/],
    ['one that comes after it', [base, trunk], /not listed before it/],
    ['itself', [{ ...trunk, inputs: [image, at4] }], /not listed before it/],
    [
      'an output that it lacks',
      [{ ...trunk, outputs: {} }, base],
      /fed by trunk\/at4, which is not of its shape/,
    ],
    [
      'one of other channels',
      [trunk, { ...base, inputs: [{ ...at4, channels: 40 }] }],
      /not of its shape/,
    ],
    ['one at another stride', [trunk, { ...base, inputs: [{ ...at4, stride: 8 }] }], /not of its/],
    ['a picture of one channel', [{ ...trunk, inputs: [{ ...image, channels: 1 }] }], /no picture/],
    [
      'one that sees another picture',
      [trunk, { ...base, input: { ...INPUT, mean: [0, 0, 0.5] } }],
      /trunk, which feeds it, takes another picture/,
    ],
    [
      'a map that is too coarse',
      [trunk, base].map((entry) => ({ ...entry, input: { ...INPUT, multipleOf: 2 } })),
      /base: at4 has a stride that its sides are no multiple of/,
    ],
    [
      'one that depends on a number',
      [trunk, { ...base, scalarInputs: { gamma: {} } }, rpl],
      /base, which feeds it, depends on more/,
    ],
  ])('cannot be %s', (_what, networks, message) => {
    expect(wrongFeed(networks)).toMatch(message);
  });
});
