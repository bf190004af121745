import { describe, expect, it } from 'vitest';
import type { NetworkGrid } from '#src/core/types';
import { type DecodedMask, PromptCache } from './prompt-cache';

const maskOf = (area: number): DecodedMask => ({
  window: null,
  predictedIou: 1,
  area,
  maskBox: null,
  fragments: 1,
});

describe('the masks of a picture', () => {
  it('are six hundred: the one that was used longest ago goes first', () => {
    const cache = new PromptCache();
    for (let i = 0; i < 600; i++) cache.keepMask(`${i}`, maskOf(i));
    expect(cache.mask('0')?.area).toBe(0); // used again, so that the second is the oldest
    cache.keepMask('600', maskOf(600));
    expect(cache.mask('1')).toBeNull();
    expect(['0', '2', '600'].map((key) => cache.mask(key)?.area)).toEqual([0, 2, 600]);
  });
});

describe('the prompts of a person', () => {
  it('have a revision of their own with every edit, in whatever picture', () => {
    const [cache, other] = [new PromptCache(), new PromptCache()];
    expect(cache.editsOf('s2m')).toBeNull();
    cache.setEdits('s2m', []);
    const first = cache.editsOf('s2m');
    other.setEdits('s2m', []);
    cache.setEdits('s2m', []);
    const revisions = [first, other.editsOf('s2m'), cache.editsOf('s2m')].map(
      (edits) => edits?.revision,
    );
    expect(new Set(revisions).size).toBe(3);
    expect(first?.prompts).toEqual([]);
    cache.setEdits('s2m', null);
    expect(cache.editsOf('s2m')).toBeNull();
  });
});

it('a cleared cache knows nothing', () => {
  const cache = new PromptCache();
  const tensor = { data: new Float32Array(1), dims: [1] };
  cache.embedding = { tensor, grid: {} as NetworkGrid };
  cache.candidates.set('rpl', []);
  cache.keepMask('box', maskOf(1));
  cache.setEdits('s2m', []);
  cache.clear();
  const left = [cache.embedding, cache.mask('box'), cache.editsOf('s2m'), cache.candidates.size];
  expect(left).toEqual([null, null, null, 0]);
});
