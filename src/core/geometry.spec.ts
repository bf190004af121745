import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canvasToPicture, fitTransform, networkGrid, pictureToCanvas, zoomAbout } from './geometry';

const size = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) });
const coordinate = fc.double({ min: -5000, max: 5000, noNaN: true });
const transform = fc.record({ scale: fc.double({ min: 0.02, max: 60, noNaN: true }), offsetX: coordinate, offsetY: coordinate });

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
        ]) {
          expect(padded % 32).toBe(0);
          expect(padded - side).toBeGreaterThanOrEqual(0);
          expect(padded - side).toBeLessThan(32);
        }
      }),
    );
  });

  it('puts 1280x720 on 768x432, padded to 768x448', () => {
    expect(networkGrid({ width: 1280, height: 720 }, 768, 32)).toEqual({ width: 768, height: 432, paddedWidth: 768, paddedHeight: 448 });
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
      fc.property(transform, coordinate, coordinate, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, x, y, factor) => {
        const before = canvasToPicture(view, x, y);
        const after = canvasToPicture(zoomAbout(view, x, y, factor), x, y);
        expect(after.x).toBeCloseTo(before.x, 3);
        expect(after.y).toBeCloseTo(before.y, 3);
      }),
    );
  });
});
