/** Small grids drawn as text. */
import { type MapRegion, regionOfCells, regionsOf } from '#src/core/drives/map-regions';
import type { RegionFrame } from '#src/core/drives/track-regions';
import type { SmallMap } from '#src/core/set/small-map';
import type { Size } from '#src/core/types';

/** Rows of digits: a score of a tenth each; `.` does not count. */
export function drawnMap(...rows: string[]): SmallMap {
  const width = rows[0]?.length ?? 0;
  const levels = Uint8Array.from(rows.join(''), (sign) =>
    sign === '.' ? 0 : 1 + Math.round((Number(sign) * 254) / 10),
  );
  return { width, height: rows.length, range: { min: 0, max: 1 }, levels };
}

/** Regions of the digits from 5 on. */
export const drawnRegions = (...rows: string[]): MapRegion[] =>
  regionsOf(drawnMap(...rows), 0.5, 0);

/** A region that fills a box. */
export function boxRegion(
  { width }: Size,
  x: number,
  y: number,
  columns: number,
  rows: number,
): MapRegion {
  const cells = Uint32Array.from(
    { length: columns * rows },
    (_, cell) => (y + Math.floor(cell / columns)) * width + x + (cell % columns),
  );
  return regionOfCells(cells, width, 1);
}

/** Ten frames a second. */
export const framesOf = (regions: readonly (readonly MapRegion[])[]): RegionFrame[] =>
  regions.map((own, index) => ({ index, timestamp: index / 10, regions: own }));
