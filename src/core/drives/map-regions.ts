/** Regions of a frame on the grid that its score was kept on. */
import { connectedCells } from '#src/core/set/connected-cells';
import { countingIn, levelAt, type SmallMap, scoreAt } from '#src/core/set/small-map';
import type { Box } from '#src/core/types';

/** One region, or several that count as one object, on a grid of cells. */
export interface MapRegion {
  box: Box;
  /** Cells. */
  area: number;
  /** Mean column and row of the cells, counted from 0 as in `box`. */
  centroid: { x: number; y: number };
  /** Indexes of `[height, width]`, ascending. */
  cells: Uint32Array<ArrayBuffer>;
  /** The highest raw score. */
  peak: number;
}

/**
 * The 8-connected regions with `score >= threshold`, in the order of their first cell.
 * @param leastShare of the cells that count; smaller regions are left out, 0..1.
 */
export function regionsOf(map: SmallMap, threshold: number, leastShare: number): MapRegion[] {
  const least = leastShare * countingIn(map);
  return connectedCells(map.levels, map, levelAt(map, threshold))
    .filter(({ length }) => length >= least)
    .map((cells) => {
      let highest = 0;
      for (const cell of cells) highest = Math.max(highest, map.levels[cell] as number);
      return regionOfCells(cells, map.width, scoreAt(map, highest));
    });
}

/** @param cells ascending, at least one, of a grid of `width` columns. */
export function regionOfCells(
  cells: Uint32Array<ArrayBuffer>,
  width: number,
  peak: number,
): MapRegion {
  let [left, right] = [width, 0];
  let [sumX, sumY] = [0, 0];
  for (const cell of cells) {
    const x = cell % width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    sumX += x;
    sumY += (cell - x) / width;
  }
  const top = Math.floor((cells[0] as number) / width);
  const bottom = Math.floor((cells.at(-1) as number) / width);
  return {
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    area: cells.length,
    centroid: { x: sumX / cells.length, y: sumY / cells.length },
    cells,
    peak,
  };
}

/** Several regions as one; @param regions at least one, without a cell in common. */
export function joinedRegion(regions: readonly MapRegion[], width: number): MapRegion {
  const [first, ...others] = regions as [MapRegion, ...MapRegion[]];
  if (others.length === 0) return first;
  const cells = new Uint32Array(regions.reduce((sum, { area }) => sum + area, 0));
  let filled = 0;
  for (const region of regions) {
    cells.set(region.cells, filled);
    filled += region.area;
  }
  return regionOfCells(cells.sort(), width, Math.max(...regions.map(({ peak }) => peak)));
}
