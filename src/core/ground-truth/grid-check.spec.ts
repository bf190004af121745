import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aspectsAgree, assertSameGrid, rotatedSize } from './grid-check';

const size = (width: number, height: number) => ({ width, height });
const side = fc.integer({ min: 1, max: 8192 });

describe('aspectsAgree', () => {
  it.each([
    ['equal', [1280, 720], [1280, 720], true],
    ['halved', [2048, 1024], [1024, 512], true],
    ['enlarged', [640, 360], [1280, 720], true],
    ['reduced with one side rounded', [1333, 1000], [640, 480], true],
    ['reduced to one pixel', [1000, 1001], [1, 1], true],
    ['half a pixel of the smaller one', [200, 101], [100, 51], true],
    ['a whole pixel of the smaller one', [200, 100], [100, 51], false],
    ['one row of void cut off', [1280, 720], [1280, 719], false],
    ['4:3 against 16:9', [1280, 720], [1280, 960], false],
    ['turned', [1280, 720], [720, 1280], false],
  ])('%s', (_what, [w, h], [v, g], expected) => {
    expect(aspectsAgree(size(w, h), size(v, g))).toBe(expected);
  });

  it('does not depend on the order and accepts every rounded reduction', () => {
    fc.assert(
      fc.property(side, side, side, (width, height, target) => {
        const large = size(width, height);
        const small = size(Math.min(target, width), Math.max(1, Math.round((Math.min(target, width) / width) * height)));
        expect(aspectsAgree(small, large)).toBe(aspectsAgree(large, small));
        if ((small.width / width) * height >= 0.5) expect(aspectsAgree(large, small)).toBe(true);
      }),
    );
  });
});

describe('assertSameGrid', () => {
  it('compares with the picture as it is shown', () => {
    const stored = size(4000, 3000);
    expect(() => assertSameGrid(rotatedSize(stored, 6), size(3000, 4000))).not.toThrow();
    expect(() => assertSameGrid(rotatedSize(stored, 3), size(4000, 3000))).not.toThrow();
  });

  it.each([
    ['a label of the stored grid', rotatedSize(size(40, 20), 6), size(40, 20), /turned by 90 degrees/],
    ['another field of view', size(40, 20), size(40, 30), /40 x 30.*40 x 20.*same field of view/],
  ])('refuses %s', (_what, picture, label, message) => {
    expect(() => assertSameGrid(picture, label)).toThrow(
      expect.objectContaining({ code: 'label-size', message: expect.stringMatching(message) }),
    );
  });
});
