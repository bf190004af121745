import { describe, expect, it } from 'vitest';
import { boxIoU, suppressBoxes } from './boxes';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('the overlap of two boxes', () => {
  it.each([
    [box(0, 0, 10, 10), box(0, 0, 10, 10), 1],
    [box(0, 0, 10, 10), box(2.5, 0, 10, 10), 0.6],
    [box(0, 0, 4, 12), box(0, 0, 12, 4), 1 / 5],
    [box(0, 0, 10, 10), box(10, 0, 10, 10), 0],
    [box(0, 0, 0, 0), box(0, 0, 0, 0), 0],
  ])('of %j and %j is %d', (a, b, expected) => {
    expect(boxIoU(a, b)).toBeCloseTo(expected, 9);
    expect(boxIoU(b, a)).toBeCloseTo(expected, 9);
  });
});

describe('non-maximum suppression', () => {
  const pair = [
    { box: box(0, 0, 10, 10), score: 0.4 },
    { box: box(2.5, 0, 10, 10), score: 0.9 },
  ];

  it('leaves one of two boxes of IoU 0.6 at 0.5, the surer one, and both at 0.7', () => {
    expect(suppressBoxes(pair, 0.5)).toEqual([pair[1]]);
    expect(suppressBoxes(pair, 0.7)).toEqual([pair[1], pair[0]]);
  });

  it('compares with what is kept only', () => {
    const chain = [0, 4, 8].map((x, i) => ({ box: box(x, 0, 10, 10), score: 0.9 - i / 10 }));
    expect(suppressBoxes(chain, 0.4).map(({ box: { x } }) => x)).toEqual([0, 8]);
  });

  it('keeps a hundred', () => {
    const many = Array.from({ length: 130 }, (_, i) => ({
      box: box(20 * i, 0, 10, 10),
      score: i / 130,
    }));
    const kept = suppressBoxes(many, 0.5);
    expect(kept).toHaveLength(100);
    expect(kept[0]?.score).toBe(129 / 130);
  });
});
