import { describe, expect, it } from 'vitest';
import { regionsCpu } from '../regions/cpu';
import { regionStatsCpu } from './cpu';

const SIZE = { width: 6, height: 4 };
// Two regions of 3 and 4 pixels, and a single pixel.
const MASK = Uint8Array.from([
  0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0,
]);
const SCORE = Float32Array.from({ length: 24 }, (_, i) => i / 10);

describe('region statistics', () => {
  it('numbers regions in raster order of their first pixel, with area, box, centroid, mean and maximum', () => {
    const { regions, ids } = regionStatsCpu(regionsCpu(MASK, SIZE), SCORE, SIZE, 0);
    expect(regions).toHaveLength(3);
    expect(regions[0]).toMatchObject({
      id: 1,
      area: 3,
      box: { x: 0, y: 0, width: 2, height: 3 },
      centroid: { x: 1 / 3, y: 1 },
    });
    expect(regions[0]?.meanScore).toBeCloseTo((0.1 + 0.6 + 1.2) / 3, 6);
    expect(regions[0]?.maxScore).toBeCloseTo(1.2, 6);
    expect(regions[1]).toMatchObject({
      id: 2,
      area: 4,
      box: { x: 4, y: 0, width: 2, height: 3 },
    });
    expect(regions[2]).toMatchObject({
      id: 3,
      area: 1,
      box: { x: 2, y: 3, width: 1, height: 1 },
      centroid: { x: 2, y: 3 },
    });
    expect([ids[1], ids[5], ids[20], ids[0]]).toEqual([1, 2, 3, 0]);
  });

  it('drops regions under the minimum area and renumbers the rest', () => {
    const { regions, ids } = regionStatsCpu(regionsCpu(MASK, SIZE), SCORE, SIZE, 4);
    expect(regions.map(({ id, area }) => [id, area])).toEqual([[1, 4]]);
    expect([ids[1], ids[5], ids[20]]).toEqual([0, 1, 0]);
  });
});
