import { describe, expect, it } from 'vitest';
import { fillRest, firstLongSide, gridOfMap, ownGrid } from './network-frame';

const WIDE = { width: 1280, height: 720 };
const fixed = (fit: 'stretch' | 'letterbox') =>
  ({ kind: 'fixed', width: 1024, height: 512, fit }) as const;
const free = (longSide: number | null) => ({ kind: 'free', multipleOf: 32, longSide }) as const;

describe('where a picture lies in the input', () => {
  it('has its own proportions and what is left to the next multiples', () => {
    expect(ownGrid(WIDE, free(null), 768)).toEqual({
      width: 768,
      height: 432,
      paddedWidth: 768,
      paddedHeight: 448,
    });
  });

  it('is all of a frame, or as much as fits', () => {
    const padded = { paddedWidth: 1024, paddedHeight: 512 };
    expect(ownGrid(WIDE, fixed('stretch'), 768)).toEqual({ width: 1024, height: 512, ...padded });
    expect(ownGrid(WIDE, fixed('letterbox'), 768)).toEqual({ width: 910, height: 512, ...padded });
  });

  it('is of the card’s long side at first, where it says one', () => {
    expect(firstLongSide(free(1024), 768)).toBe(1024);
    expect(firstLongSide(free(null), 768)).toBe(768);
    expect(firstLongSide(fixed('stretch'), 768)).toBe(768);
  });

  it('is the same share of every map', () => {
    const grid = { width: 768, height: 432, paddedWidth: 768, paddedHeight: 448 };
    expect(gridOfMap(grid, { width: 97, height: 56 })).toEqual({
      width: 97,
      height: 54,
      paddedWidth: 97,
      paddedHeight: 56,
    });
  });
});

it('the rest is grey in the network’s own numbers', () => {
  const grid = { width: 2, height: 1, paddedWidth: 3, paddedHeight: 2 };
  const planes = new Float32Array(18).fill(9);
  fillRest(planes, grid, { mean: [0, 0.5, 127 / 255], std: [1 / 255, 0.5, 1] });
  const grey = [127, Math.fround((127 / 255 - 0.5) / 0.5), 0];
  for (const [channel, value] of grey.entries()) {
    const plane = [...planes.subarray(channel * 6, channel * 6 + 6)];
    const expected = [9, 9, value, value, value, value];
    for (const [i, number] of plane.entries()) expect(number).toBeCloseTo(expected[i]!, 5);
  }
});
