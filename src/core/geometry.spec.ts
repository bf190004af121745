import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aspectsAgree,
  canvasToPicture,
  fitTransform,
  networkGrid,
  pictureToCanvas,
  zoomAbout,
} from './geometry';

const size = fc.record({
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});
const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
const transform = fc.record({
  scale: fc.double({ min: 0.02, max: 60, noNaN: true }),
  offsetX: coordinate,
  offsetY: coordinate,
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

  it('puts 1280x720 on 768x432, padded to 768x448', () => {
    expect(networkGrid({ width: 1280, height: 720 }, 768, 32)).toEqual({
      width: 768,
      height: 432,
      paddedWidth: 768,
      paddedHeight: 448,
    });
  });
});

describe('view transforms', () => {
  it('invert each other', () => {
    fc.assert(
      fc.property(transform, coordinate, coordinate, (view, x, y) => {
        const canvas = pictureToCanvas(view, x, y);
        const back = canvasToPicture(view, canvas.x, canvas.y);
        expect(back.x).toBeCloseTo(x, 4);
        expect(back.y).toBeCloseTo(y, 4);
      }),
    );
  });

  it('fit shows the whole picture, centred, touching two sides', () => {
    fc.assert(
      fc.property(size, size, (picture, canvas) => {
        const view = fitTransform(picture, canvas);
        const far = pictureToCanvas(view, picture.width, picture.height);
        const slack = 1e-6 * Math.max(canvas.width, canvas.height);
        expect(Math.min(view.offsetX, view.offsetY)).toBeGreaterThanOrEqual(-slack);
        expect(Math.abs(Math.min(view.offsetX, view.offsetY))).toBeLessThanOrEqual(slack);
        expect(Math.abs(view.offsetX - (canvas.width - far.x))).toBeLessThanOrEqual(slack);
        expect(Math.abs(view.offsetY - (canvas.height - far.y))).toBeLessThanOrEqual(slack);
      }),
    );
  });

  it('zooming keeps the position under the pointer', () => {
    fc.assert(
      fc.property(
        transform,
        coordinate,
        coordinate,
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (view, x, y, factor) => {
          const before = canvasToPicture(view, x, y);
          const after = canvasToPicture(zoomAbout(view, x, y, factor), x, y);
          expect(after.x).toBeCloseTo(before.x, 3);
          expect(after.y).toBeCloseTo(before.y, 3);
        },
      ),
    );
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
