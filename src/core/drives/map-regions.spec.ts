import { describe, expect, it } from 'vitest';
import { joinedRegion, regionsOf } from '#src/core/drives/map-regions';
import { drawnMap, drawnRegions } from './testing/drawn-frames';

describe('regions of a small map', () => {
  it('have box, area, centroid, cells and the highest raw score', () => {
    const [region, other] = drawnRegions('00600', '08700', '00009');
    expect(region).toMatchObject({
      box: { x: 1, y: 0, width: 2, height: 2 },
      area: 3,
      centroid: { x: (2 + 1 + 2) / 3, y: (0 + 1 + 1) / 3 },
    });
    expect([...(region?.cells ?? [])]).toEqual([2, 6, 7]);
    expect(region?.peak).toBeCloseTo(0.8, 2);
    expect(other?.box).toEqual({ x: 4, y: 2, width: 1, height: 1 });
  });

  it('hold what lies at the threshold', () => {
    expect(regionsOf(drawnMap('0500'), 0.5, 0)).toHaveLength(1);
    expect(regionsOf(drawnMap('0400'), 0.5, 0)).toHaveLength(0);
  });

  it('are left out below a share of what counts', () => {
    const map = drawnMap('99000', '....9');
    // Six cells count.
    expect(regionsOf(map, 0.5, 1 / 6)).toHaveLength(2);
    expect(regionsOf(map, 0.5, 2 / 6)).toHaveLength(1);
    expect(regionsOf(map, 0.5, 2.1 / 6)).toHaveLength(0);
  });

  it('become one with all cells, and the higher peak', () => {
    const [a, b] = drawnRegions('60008', '00000');
    const joined = joinedRegion([b!, a!], 5);
    expect([...joined.cells]).toEqual([0, 4]);
    expect(joined).toMatchObject({ area: 2, box: { x: 0, y: 0, width: 5, height: 1 } });
    expect(joined.peak).toBeCloseTo(0.8, 2);
  });
});
