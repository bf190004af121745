import { describe, expect, it } from 'vitest';
import { changeOf, compare, summarise } from './compare.mjs';

describe('figures of two builds', () => {
  it('are medians with their spread', () => {
    expect(summarise([9, 1, 5, 7, 3])).toEqual({ median: 5, low: 1, high: 9 });
    expect(summarise([4, 2])).toEqual({ median: 3, low: 2, high: 4 });
  });

  it('are worse above five per cent, not at it, and not because of one slow run', () => {
    const theirs = new Map([
      ['at it', [100, 100, 100]],
      ['above it', [100, 100, 100]],
      ['one slow run', [100, 100, 100]],
      ['faster', [100, 100, 100]],
    ]);
    const ours = new Map([
      ['at it', [105, 105, 105]],
      ['above it', [105.1, 105.1, 105.1]],
      ['one slow run', [100, 100, 900]],
      ['faster', [50, 50, 50]],
    ]);
    const worse = compare(ours, theirs).filter(({ isWorse }) => isWorse);
    expect(worse.map(({ name }) => name)).toEqual(['above it']);
  });

  it('say how much they moved, and that a figure is new', () => {
    const figures = compare(
      new Map([
        ['moved', [90]],
        ['added', [1]],
      ]),
      new Map([['moved', [100]]]),
    );
    expect(figures.map(changeOf)).toEqual(['-10.0 %', 'new']);
    expect(figures[1]).toMatchObject({ theirs: null, isWorse: false });
  });
});
