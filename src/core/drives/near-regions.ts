/** Step 1 of the tracker: what lies so near to each other that it is one object in pieces. */

import { joinedRegion, type MapRegion } from '#src/core/drives/map-regions';
import { addTo } from '#src/core/groups';
import type { Size } from '#src/core/types';

/**
 * Joins regions whose nearest cells have at most `gap` cells between them, `gap + 1` from centre to
 * centre, and so on from region to region; in the order of the first region of each.
 */
export function joinNear(regions: readonly MapRegion[], grid: Size, gap: number): MapRegion[] {
  if (regions.length < 2) return [...regions];
  const owners = new Int32Array(grid.width * grid.height).fill(-1);
  for (const [index, { cells }] of regions.entries())
    for (const cell of cells) owners[cell] = index;
  const parents = regions.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] as number;
    parents[index] = root;
    return root;
  };
  const offsets = offsetsWithin(gap + 1);
  for (const [index, { cells }] of regions.entries())
    for (const cell of cells) {
      const x = cell % grid.width;
      const y = (cell - x) / grid.width;
      if (isInside(owners, cell, x, y, grid)) continue;
      for (const { dx, dy } of offsets) {
        if (x + dx < 0 || x + dx >= grid.width || y + dy >= grid.height) continue;
        const other = owners[cell + dy * grid.width + dx] as number;
        if (other < 0 || other === index) continue;
        const [a, b] = [rootOf(index), rootOf(other)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
  const groups = new Map<number, MapRegion[]>();
  for (const [index, region] of regions.entries()) addTo(groups, rootOf(index), region);
  return [...groups.values()].map((members) => joinedRegion(members, grid.width));
}

/** Half of the steps of at most this length: every pair of cells is met from one of its ends. */
function offsetsWithin(length: number): { dx: number; dy: number }[] {
  const reach = Math.floor(length);
  const offsets: { dx: number; dy: number }[] = [];
  for (let dy = 0; dy <= reach; dy++)
    for (let dx = dy === 0 ? 1 : -reach; dx <= reach; dx++)
      if (dx * dx + dy * dy <= length * length) offsets.push({ dx, dy });
  return offsets;
}

/** Whether the four neighbours are of the same region: what is near to the cell is nearer to them. */
function isInside(
  owners: Int32Array,
  cell: number,
  x: number,
  y: number,
  { width, height }: Size,
): boolean {
  const owner = owners[cell];
  return (
    x > 0 &&
    x < width - 1 &&
    y > 0 &&
    y < height - 1 &&
    owners[cell - 1] === owner &&
    owners[cell + 1] === owner &&
    owners[cell - width] === owner &&
    owners[cell + width] === owner
  );
}
