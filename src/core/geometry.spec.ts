import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { aspectsAgree, networkGrid, secondLongSide } from './geometry';

const size = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});

describe('network grid', () => {
  it('keeps the aspect, has the long side asked for, and pads by less than one multiple', () => {
    fc.assert(
      fc.property(size, (picture) => {
        const grid = networkGrid(picture, 768, 32);
        expect(Math.max(grid.width, grid.height)).toBe(768);
        const scale = 768 / Math.max(picture.width, picture.height);
        expect(Math.abs(grid.width - picture.width * scale)).toBeLessThanOrEqual(1);
        expect(Math.abs(grid.height - picture.height * scale)).toBeLessThanOrEqual(1);
        for (const [side, padded] of [
          [grid.width, grid.paddedWidth],
          [grid.height, grid.paddedHeight],
        ] as const) {
          expect(padded % 32).toBe(0);
          expect(padded - side).toBeGreaterThanOrEqual(0);
          expect(padded - side).toBeLessThan(32);
        }
      }),
    );
  });

  it.each([
    ['is twice the first', { width: 2048, height: 1024 }, 1536],
    ['is at most what the picture has, on whole steps', { width: 720, height: 1300 }, 1280],
    ['is none where that is no more than the first', { width: 799, height: 600 }, null],
  ])('the long side of a second look %s', (_, picture, side) => {
    expect(secondLongSide(picture, 768)).toBe(side);
  });

  it('the second look may have another long side than twice the first', () => {
    expect(secondLongSide({ width: 2048, height: 900 }, 768, 1152)).toBe(1152);
    expect(secondLongSide({ width: 1024, height: 900 }, 768, 1152)).toBe(1024);
  });

  it('puts 1280x720 on 768x432, padded to 768x448', () => {
    expect(networkGrid({ width: 1280, height: 720 }, 768, 32)).toEqual({
      width: 768,
      height: 432,
      paddedWidth: 768,
      paddedHeight: 448,
    });
  });
});

describe('aspects agree', () => {
  const grid = (width: number, height: number) => ({ width, height });
  const side = fc.integer({ min: 1, max: 8192 });
  it.each<[string, [number, number], [number, number], boolean]>([
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
    expect(aspectsAgree(grid(w, h), grid(v, g))).toBe(expected);
  });

  it('within a whole pixel when sides may have been cut off', () => {
    const [picture, quarter] = [grid(1242, 375), grid(310, 93)];
    expect([aspectsAgree(picture, quarter), aspectsAgree(picture, quarter, 1)]).toEqual([
      false,
      true,
    ]);
    expect(aspectsAgree(picture, grid(310, 92), 1)).toBe(false);
  });

  it('does not depend on the order and accepts every rounded reduction', () => {
    fc.assert(
      fc.property(side, side, side, (width, height, target) => {
        const large = grid(width, height);
        const small = grid(
          Math.min(target, width),
          Math.max(1, Math.round((Math.min(target, width) / width) * height)),
        );
        expect(aspectsAgree(small, large)).toBe(aspectsAgree(large, small));
        if ((small.width / width) * height >= 0.5) expect(aspectsAgree(large, small)).toBe(true);
      }),
    );
  });
});
