import { describe, expect, it } from 'vitest';
import type { Embedding } from '#src/workers/state/word-cache';
import { pooledRegions } from './pool-regions';

/** 4 x 2 cells of stride 2, of which the last column and row are padding: 3 x 1 are seen. */
const EMBEDDING: Embedding = {
  width: 4,
  height: 2,
  channels: 2,
  stride: 2,
  grid: { width: 6, height: 2, paddedWidth: 8, paddedHeight: 4 },
  data: Float32Array.from([1, 2, 3, 90, 90, 90, 90, 90, 10, 20, 30, 90, 90, 90, 90, 90]),
};
const pooled = (ids: number[], width: number, height: number) =>
  Object.fromEntries(
    [...pooledRegions(ids, { width, height }, EMBEDDING)].map(([id, mean]) => [id, [...mean]]),
  );

describe('pooled regions', () => {
  it('are means over pixels: a cell counts as often as a region covers it', () => {
    expect(pooled([1, 1, 1, 2, 0, 0], 6, 1)).toEqual({
      1: [4 / 3, 40 / 3].map(Math.fround),
      2: [2, 20],
    });
  });

  it('lie on any grid of the picture, and never in the padding', () => {
    expect(pooled([7, 0, 9, 7, 0, 9], 3, 2)).toEqual({ 7: [1, 10], 9: [3, 30] });
    const fine = Array.from({ length: 60 * 30 }, (_, i) => Math.floor((i % 60) / 20) + 1);
    expect(pooled(fine, 60, 30)).toEqual({ 1: [1, 10], 2: [2, 20], 3: [3, 30] });
  });

  it('are none without a region', () => {
    expect(pooled([0, 0], 2, 1)).toEqual({});
  });
});
