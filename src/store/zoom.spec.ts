import { describe, expect, it } from 'vitest';
import { fitScale, panBy, transformOf, zoomAround, zoomToBox } from './zoom';

const picture = { width: 1280, height: 720 };
const canvas = { width: 1000, height: 1000 };

describe('zoom', () => {
  it('fits the whole picture in the middle', () => {
    const { scale, offsetX, offsetY } = transformOf('fit', picture, canvas);
    expect(scale).toBe(1000 / 1280);
    expect(offsetX).toBe(0);
    expect(offsetY).toBe((1000 - 720 * scale) / 2);
  });

  it('keeps the picture point under the cursor where it is', () => {
    const place = { x: 250, y: 480 };
    const before = transformOf('fit', picture, canvas);
    const after = transformOf(zoomAround('fit', 3, place, picture, canvas), picture, canvas);
    expect(after.scale).toBeCloseTo(before.scale * 3, 9);
    expect((place.x - after.offsetX) / after.scale).toBeCloseTo(
      (place.x - before.offsetX) / before.scale,
      6,
    );
    expect((place.y - after.offsetY) / after.scale).toBeCloseTo(
      (place.y - before.offsetY) / before.scale,
      6,
    );
  });

  it('moves by the distance of the drag', () => {
    const zoom = { centreX: 640, centreY: 360, scale: 2 };
    expect(panBy(zoom, 30, -10, picture, canvas)).toEqual({ centreX: 625, centreY: 365, scale: 2 });
  });

  it('never loses the picture', () => {
    expect(panBy('fit', 1e6, 1e6, picture, canvas)).toMatchObject({ centreX: 0, centreY: 0 });
    const tiny = transformOf(
      zoomAround('fit', 1e-9, { x: 500, y: 500 }, picture, canvas),
      picture,
      canvas,
    );
    expect(tiny.scale).toBeGreaterThanOrEqual(fitScale(picture, canvas) / 4);
  });

  it('shows a box with its surroundings', () => {
    const zoom = zoomToBox({ x: 100, y: 200, width: 200, height: 100 }, picture, canvas);
    expect(zoom).toMatchObject({ centreX: 200, centreY: 250 });
    expect(transformOf(zoom, picture, canvas).scale * 200).toBeLessThan(canvas.width);
  });
});
