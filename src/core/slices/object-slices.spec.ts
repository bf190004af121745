import { expect, it } from 'vitest';
import { OBJECT_SLICES, objectSlices } from './object-slices';

const NONE = 0xffffffff;
const SIZE = { width: 100, height: 90 };

/** Rectangles by id. */
function components(...boxes: [id: number, x: number, y: number, width: number, height: number][]) {
  const ids = new Uint32Array(SIZE.width * SIZE.height).fill(NONE);
  for (const [id, left, top, width, height] of boxes)
    for (let y = top; y < top + height; y++)
      ids.fill(id, y * SIZE.width + left, y * SIZE.width + left + width);
  return ids;
}
const sliced = (by: 'size' | 'height', ...boxes: Parameters<typeof components>) =>
  objectSlices(components(...boxes), SIZE, NONE, by).map(({ slice, ids }) => [slice, [...ids]]);

it('the size of an object is its share of the image, a bound belonging to the middle', () => {
  // 9000 pixels: 0.1 % are 9, 1 % is 90.
  expect(
    sliced('size', [0, 0, 0, 8, 1], [7, 0, 5, 9, 1], [8, 0, 10, 90, 1], [12, 0, 20, 91, 1]),
  ).toEqual([
    ['under 0.1 %', [0]],
    ['0.1 to 1 %', [7, 8]],
    ['over 1 %', [12]],
  ]);
});

it('the height of an object is the third that its centroid lies in', () => {
  expect(
    sliced('height', [1, 0, 0, 1, 59], [2, 5, 29, 1, 1], [3, 9, 30, 1, 59], [4, 12, 30, 1, 60]),
  ).toEqual([
    ['upper third', [1, 2]],
    ['middle third', [3]],
    ['lower third', [4]],
  ]);
});

it('slices without an object are there, in the order of their names', () => {
  for (const by of ['size', 'height'] as const)
    expect(sliced(by)).toEqual(OBJECT_SLICES[by].map((slice) => [slice, []]));
});
