import { describe, expect, it } from 'vitest';
import { manualPrompt } from './edit-prompts';
import { hitTest, smallestAround } from './hit-test';

const large = manualPrompt('large', { x: 0, y: 0, width: 100, height: 80 });
const small = manualPrompt('small', { x: 40, y: 30, width: 20, height: 10 });
const pointed = manualPrompt('pointed', null, [
  { x: 200, y: 20, positive: true },
  { x: 204, y: 20, positive: false },
]);
const prompts = [large, small, pointed];
const REACH = 6;

describe('what lies under the pointer', () => {
  it('is the nearest point', () => {
    expect(hitTest(prompts, null, { x: 203, y: 21 }, REACH)).toEqual({
      part: 'point',
      prompt: pointed,
      index: 1,
    });
    expect(hitTest(prompts, null, { x: 199, y: 21 }, REACH)).toEqual({
      part: 'point',
      prompt: pointed,
      index: 0,
    });
  });

  it('is a handle of the selected box, from outside too', () => {
    expect(hitTest(prompts, large, { x: 99, y: 1 }, REACH)).toMatchObject({
      part: 'handle',
      handle: 'ne',
    });
    expect(hitTest(prompts, large, { x: 53, y: 84 }, REACH)).toMatchObject({
      part: 'handle',
      handle: 's',
    });
    expect(hitTest(prompts, null, { x: 99, y: 1 }, REACH)).toMatchObject({
      part: 'edge',
      prompt: large,
    });
  });

  it('is the inside of the selected box, also where a smaller one lies', () => {
    expect(hitTest(prompts, large, { x: 50, y: 35 }, REACH)).toMatchObject({
      part: 'inside',
      prompt: large,
    });
  });

  it('leaves room to move a box that is smaller than a finger', () => {
    const tiny = manualPrompt('tiny', { x: 10, y: 10, width: 9, height: 9 });
    expect(hitTest([tiny], tiny, { x: 14.5, y: 14.5 }, 40)).toMatchObject({ part: 'inside' });
    expect(hitTest([tiny], tiny, { x: 30, y: 30 }, 40)).toMatchObject({
      part: 'handle',
      handle: 'se',
    });
  });

  it('is the edge of another box, and nothing in the middle of one', () => {
    expect(hitTest(prompts, null, { x: 50, y: 41 }, REACH)).toMatchObject({
      part: 'edge',
      prompt: small,
    });
    expect(hitTest(prompts, null, { x: 20, y: 60 }, REACH)).toBeNull();
  });
});

describe('the box around a point', () => {
  it('is the smallest', () => {
    expect(smallestAround(prompts, { x: 50, y: 35 })).toBe(small);
    expect(smallestAround(prompts, { x: 10, y: 35 })).toBe(large);
    expect(smallestAround(prompts, { x: 150, y: 35 })).toBeNull();
  });
});
