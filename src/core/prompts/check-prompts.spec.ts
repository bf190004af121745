import { expect, it } from 'vitest';
import { checkPrompts } from './check-prompts';
import type { Prompt } from './prompt';

const PICTURE = { width: 100, height: 50 };
const GOOD: Prompt = {
  id: 'a',
  box: { x: -5, y: 10, width: 20, height: 20 },
  points: [],
  score: 1,
  origin: 'manual',
};

it('accepts boxes that reach over the edge, and points without a box', () => {
  const point = { x: 100, y: 0, positive: true };
  expect(() =>
    checkPrompts([GOOD, { ...GOOD, id: 'b', box: null, points: [point] }], PICTURE),
  ).not.toThrow();
});

it.each<[string, Partial<Prompt>]>([
  ['nothing to go by', { box: null }],
  ['negative points alone', { box: null, points: [{ x: 1, y: 1, positive: false }] }],
  ['a box beside the picture', { box: { x: 100, y: 0, width: 5, height: 5 } }],
  ['a flat box', { box: { x: 1, y: 1, width: 5, height: 0 } }],
  ['a box that is no number', { box: { x: Number.NaN, y: 1, width: 5, height: 5 } }],
  ['a point outside', { points: [{ x: 1, y: 51, positive: true }] }],
  ['a score above 1', { score: 1.5 }],
])('refuses %s', (_what, change) => {
  expect(() => checkPrompts([{ ...GOOD, ...change }], PICTURE)).toThrow(
    expect.objectContaining({ code: 'option-invalid' }),
  );
});

it('refuses the same id twice', () => {
  expect(() => checkPrompts([GOOD, GOOD], PICTURE)).toThrow('Two prompts have the same id.');
});
