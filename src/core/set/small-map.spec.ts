import { describe, expect, it } from 'vitest';
import { levelAt, objectsIn, shareAboveIn, smallMap } from './small-map';

const RANGE = { min: 0, max: 1 };
/** Zeros, and a score in boxes `[x, y, width, height, score]`. */
function picture(width: number, height: number, boxes: number[][]): Float32Array {
  const values = new Float32Array(width * height);
  for (const [x = 0, y = 0, w = 0, h = 0, score = 0] of boxes)
    for (let row = y; row < y + h; row++) values.fill(score, row * width + x, row * width + x + w);
  return values;
}

describe('a small map', () => {
  it('has a long side of 192 cells, and is never larger than its picture', () => {
    const large = smallMap(new Float32Array(2048 * 1024), { width: 2048, height: 1024 }, RANGE);
    expect([large.width, large.height, large.levels.length]).toEqual([192, 96, 192 * 96]);
    const small = smallMap(new Float32Array(6), { width: 3, height: 2 }, RANGE);
    expect([small.width, small.height]).toEqual([3, 2]);
  });

  it('keeps the share of what lies above a threshold', () => {
    const values = picture(768, 384, [[100, 50, 192, 96, 0.8]]);
    const map = smallMap(values, { width: 768, height: 384 }, RANGE);
    expect(shareAboveIn(map, 0.5)).toBeCloseTo((192 * 96) / (768 * 384), 3);
    expect(shareAboveIn(map, 0.9)).toBe(0);
    expect(shareAboveIn(map, 0)).toBe(1);
  });

  it('leaves out what lies below the range, from shares too', () => {
    const values = Float32Array.from([0, 1, -3e38, Number.NaN]);
    const map = smallMap(values, { width: 4, height: 1 }, RANGE);
    expect([...map.levels]).toEqual([1, 255, 0, 0]);
    expect(shareAboveIn(map, 0.5)).toBe(0.5);
    expect(shareAboveIn({ ...map, levels: new Uint8Array(4) }, 0.5)).toBe(0);
    expect(objectsIn({ ...map, levels: new Uint8Array(4) }, 0)).toEqual([]);
  });

  it('of a flat score is all above its value or not at all', () => {
    const map = smallMap(new Float32Array(4).fill(2), { width: 2, height: 2 }, { min: 2, max: 2 });
    expect([shareAboveIn(map, 2), shareAboveIn(map, 2.1)]).toEqual([1, 0]);
  });

  it('reads a threshold to half a step, and none above the highest score', () => {
    const map = { range: { min: 1, max: 3 } };
    expect([levelAt(map, 1), levelAt(map, 2), levelAt(map, 3)]).toEqual([1, 128, 255]);
    expect([levelAt(map, 3.0001), levelAt(map, 0)]).toEqual([256, 1]);
  });
});

describe('objects of a small map', () => {
  const size = { width: 192, height: 112 };
  const cells = size.width * size.height;
  const count = (boxes: number[][], threshold = 0.5) =>
    objectsIn(smallMap(picture(size.width, size.height, boxes), size, RANGE), threshold).map(
      (share) => Math.round(share * cells),
    );

  it('are 8-connected, the largest first', () => {
    const diagonal = [
      [10, 10, 2, 2, 0.9],
      [12, 12, 2, 2, 0.9],
    ];
    expect(count([...diagonal, [100, 50, 5, 5, 0.9]])).toEqual([25, 8]);
  });

  it('do not go on from one edge to the other', () => {
    expect(
      count([
        [190, 10, 2, 4, 0.9],
        [0, 11, 2, 4, 0.9],
      ]),
    ).toEqual([8, 8]);
  });

  it('fall apart at a higher threshold', () => {
    const bridge = [
      [10, 10, 30, 3, 0.6],
      [10, 10, 5, 3, 0.9],
      [35, 10, 5, 3, 0.9],
    ];
    expect(count(bridge)).toEqual([90]);
    expect(count(bridge, 0.8)).toEqual([15, 15]);
  });

  it('are at least 0.01 % of the picture', () => {
    expect(count([[50, 50, 2, 1, 0.9]])).toEqual([]);
    expect(count([[50, 50, 3, 1, 0.9]])).toEqual([3]);
  });
});
