import { describe, expect, it } from 'vitest';
import {
  asksTheSame,
  manualPrompt,
  withBox,
  withMovedPoint,
  withoutPoint,
  withoutPrompt,
  withPoint,
} from './edit-prompts';
import type { Prompt } from './prompt';

const BOX = { x: 1, y: 2, width: 30, height: 4 };
const generated: Prompt = { id: 'a', box: BOX, points: [], score: 0.3, origin: 'generated' };
const pointed = manualPrompt('b', null, [{ x: 5, y: 6, positive: true }]);
const prompts = [generated, pointed];

describe('prompts changed by hand', () => {
  it('count as made by hand; the others stay as they are', () => {
    const moved = withBox(prompts, 'a', { ...BOX, x: 9 });
    expect(moved).toEqual([
      { ...generated, box: { ...BOX, x: 9 }, score: 1, origin: 'manual' },
      pointed,
    ]);
    expect(moved[1]).toBe(pointed);
    expect(prompts[0]).toBe(generated);
  });

  it('take points, which move and go', () => {
    const point = { x: 3, y: 4, positive: false };
    const taken = withPoint(prompts, 'a', point);
    expect(taken[0]).toEqual({ ...generated, points: [point], score: 1, origin: 'manual' });
    expect(withMovedPoint(taken, 'a', 0, { x: 7, y: 8 })[0]?.points).toEqual([
      { x: 7, y: 8, positive: false },
    ]);
    expect(withoutPoint(taken, 'a', 0)[0]?.points).toEqual([]);
  });

  it('go with their last positive point when they have no box', () => {
    const both = withPoint(prompts, 'b', { x: 1, y: 1, positive: false });
    expect(withoutPoint(both, 'b', 0)).toEqual([generated]);
    expect(withoutPoint(both, 'b', 1).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(withoutPrompt(prompts, 'a')).toEqual([pointed]);
  });

  it('ask for the same mask whatever it is painted with', () => {
    expect(asksTheSame(generated, manualPrompt('c', { ...BOX }))).toBe(true);
    expect(asksTheSame(generated, manualPrompt('a', { ...BOX, width: 31 }))).toBe(false);
    expect(
      asksTheSame(generated, withPoint(prompts, 'a', { x: 1, y: 1, positive: true })[0] as Prompt),
    ).toBe(false);
  });
});
