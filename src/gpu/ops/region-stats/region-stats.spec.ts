import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#src/core/types';
import { regionsCpu } from '../regions/cpu';
import { MASK_CASES } from '../regions/regions.cases';
import { runsOfMask } from '../regions/runs';
import { regionStatsCpu, statsOfRuns } from './cpu';

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

describe.each(MASK_CASES)('region statistics from runs: $name', ({ mask, ...size }) => {
  const score = Float32Array.from(mask, (_, i) => Math.fround(Math.sin(i)));
  const labels = regionsCpu(mask, size);

  it.each([0, 3])('are those of the label map and its pixels, from %d pixels on', (minArea) => {
    const { regions, ids } = statsOfRuns(runsOfMask(mask, size), score, size, minArea);
    expect({ regions, ids }).toEqual(regionStatsCpu(labels, score, size, minArea));
    const roots = [...new Set(labels)].filter((label) => label !== BACKGROUND);
    const pixelsOf = (root: number) => [...labels.keys()].filter((pixel) => labels[pixel] === root);
    const kept = roots.map(pixelsOf).filter((pixels) => pixels.length >= minArea);
    expect(regions.map(({ id, area }) => [id, area])).toEqual(
      kept.map((pixels, i) => [i + 1, pixels.length]),
    );
    for (const [i, pixels] of kept.slice(0, 20).entries()) {
      expect(pixels.every((pixel) => ids[pixel] === i + 1)).toBe(true);
      const mean = (of: (pixel: number) => number) =>
        pixels.reduce((sum, pixel) => sum + of(pixel), 0) / pixels.length;
      const region = regions[i]!;
      expect(region.centroid.x).toBe(mean((pixel) => pixel % size.width));
      expect(region.centroid.y).toBe(mean((pixel) => Math.floor(pixel / size.width)));
      expect(region.meanScore).toBe(mean((pixel) => score[pixel]!));
      expect(region.maxScore).toBe(Math.max(...pixels.map((pixel) => score[pixel]!)));
      const columns = pixels.map((pixel) => pixel % size.width);
      expect([region.box.x, region.box.x + region.box.width - 1]).toEqual([
        Math.min(...columns),
        Math.max(...columns),
      ]);
      expect(region.box.height - 1).toBe(
        Math.floor(pixels.at(-1)! / size.width) - Math.floor(pixels[0]! / size.width),
      );
    }
    expect(ids.filter((id) => id !== 0)).toHaveLength(kept.flat().length);
  });
});
