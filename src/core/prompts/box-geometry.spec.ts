import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import {
  boxBetween,
  contains,
  HANDLES,
  handlePlace,
  moveBox,
  pixelCentre,
  resizeBox,
} from './box-geometry';

const PICTURE = { width: 100, height: 60 };
const BOX = { x: 20, y: 10, width: 30, height: 5 };

it('points lie on pixel centres inside the picture', () => {
  expect(pixelCentre({ x: 3.9, y: 59.2 }, PICTURE)).toEqual({ x: 3.5, y: 59.5 });
  expect(pixelCentre({ x: -4, y: 60 }, PICTURE)).toEqual({ x: 0.5, y: 59.5 });
});

describe('boxes made by hand', () => {
  it('lie between two corners, whichever they are', () => {
    const expected = { x: 10, y: 20, width: 31, height: 6 };
    expect(boxBetween({ x: 10.4, y: 20.2 }, { x: 40.6, y: 25.5 }, PICTURE)).toEqual(expected);
    expect(boxBetween({ x: 40.6, y: 20.2 }, { x: 10.4, y: 25.5 }, PICTURE)).toEqual(expected);
  });

  it('move as far as the picture goes', () => {
    expect(moveBox(BOX, 7, -3, PICTURE)).toEqual({ ...BOX, x: 27, y: 7 });
    expect(moveBox(BOX, 1000, 1000, PICTURE)).toEqual({ ...BOX, x: 70, y: 55 });
    expect(moveBox(BOX, -1000, -1000, PICTURE)).toEqual({ ...BOX, x: 0, y: 0 });
  });

  it('get new edges at a handle, the others stay', () => {
    expect(resizeBox(BOX, 'se', 4, 6, PICTURE)).toEqual({ x: 20, y: 10, width: 34, height: 11 });
    expect(resizeBox(BOX, 'nw', 4, -6, PICTURE)).toEqual({ x: 24, y: 4, width: 26, height: 11 });
    expect(resizeBox(BOX, 'n', 50, 2, PICTURE)).toEqual({ x: 20, y: 12, width: 30, height: 3 });
    expect(resizeBox(BOX, 'e', 1000, 1000, PICTURE)).toEqual({
      x: 20,
      y: 10,
      width: 80,
      height: 5,
    });
  });

  it('do not turn inside out', () => {
    expect(resizeBox(BOX, 'w', 1000, 0, PICTURE)).toEqual({ x: 49, y: 10, width: 1, height: 5 });
    expect(resizeBox(BOX, 's', 0, -1000, PICTURE)).toEqual({ x: 20, y: 10, width: 30, height: 1 });
  });

  it('have handles at corners and edges, x and y not swapped', () => {
    expect(handlePlace(BOX, 'ne')).toEqual({ x: 50, y: 10 });
    expect(handlePlace(BOX, 's')).toEqual({ x: 35, y: 15 });
    expect(contains(BOX, { x: 45, y: 12 })).toBe(true);
    expect(contains(BOX, { x: 12, y: 45 })).toBe(false);
  });

  it('stay in the picture on whole pixels, whatever is done', () => {
    const number = fc.double({ min: -300, max: 300, noNaN: true });
    const box = fc.record({
      x: fc.double({ min: 0, max: 99.9, noNaN: true }),
      y: fc.double({ min: 0, max: 59.9, noNaN: true }),
      width: fc.double({ min: 0.01, max: 200, noNaN: true }),
      height: fc.double({ min: 0.01, max: 200, noNaN: true }),
    });
    const clip = (box: typeof BOX) => ({
      ...box,
      width: Math.min(box.width, PICTURE.width - box.x),
      height: Math.min(box.height, PICTURE.height - box.y),
    });
    fc.assert(
      fc.property(box, number, number, fc.constantFrom(...HANDLES), (drawn, dx, dy, handle) => {
        const start = clip(drawn);
        for (const { x, y, width, height } of [
          moveBox(start, dx, dy, PICTURE),
          resizeBox(start, handle, dx, dy, PICTURE),
          boxBetween({ x: dx, y: dy }, start, PICTURE),
        ]) {
          expect([x, y, width, height].every(Number.isInteger)).toBe(true);
          expect(x >= 0 && y >= 0 && width >= 1 && height >= 1).toBe(true);
          expect(x + width <= PICTURE.width && y + height <= PICTURE.height).toBe(true);
        }
      }),
    );
  });
});
