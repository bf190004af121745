/** The 8-connected groups of a small grid, for thresholds that are tried one after the other. */
import { addTo } from '#src/core/groups';
import type { Size } from '#src/core/types';

/**
 * Cells with `level >= least`, grouped by touching sides or corners; groups come in the order of
 * their first cell, each with its cells ascending. Works on the runs of rows: a drive has thousands
 * of grids, and a low threshold fills them.
 * @param levels `[height, width]`.
 */
export function connectedCells(
  levels: Uint8Array,
  { width, height }: Size,
  least: number,
): Uint32Array<ArrayBuffer>[] {
  const starts: number[] = [];
  const ends: number[] = [];
  const parents: number[] = [];
  const rootOf = (run: number): number => {
    let root = run;
    while (parents[root] !== root) root = parents[root] as number;
    parents[run] = root;
    return root;
  };
  for (let row = 0, above = 0; row < height; row++) {
    const first = starts.length;
    const line = row * width;
    for (let cell = line, end = line + width; cell < end; cell++) {
      if ((levels[cell] as number) < least) continue;
      const start = cell;
      while (cell < end && (levels[cell] as number) >= least) cell++;
      const run = starts.length;
      starts.push(start);
      ends.push(cell);
      parents.push(run);
      // Runs of the row above that end before this one begins end before all that follow.
      while (above < first && (ends[above] as number) + width < start) above++;
      for (let other = above; other < first && (starts[other] as number) + width <= cell; other++) {
        const [a, b] = [rootOf(run), rootOf(other)];
        parents[Math.max(a, b)] = Math.min(a, b);
      }
    }
    above = first;
  }
  const groups = new Map<number, number[]>();
  for (let run = 0; run < starts.length; run++) addTo(groups, rootOf(run), run);
  return [...groups.values()].map((runs) => cellsOf(runs, starts, ends));
}

/** The cells of some runs, each from its start to before its end. */
function cellsOf(
  runs: readonly number[],
  starts: readonly number[],
  ends: readonly number[],
): Uint32Array<ArrayBuffer> {
  let count = 0;
  for (const run of runs) count += (ends[run] as number) - (starts[run] as number);
  const cells = new Uint32Array(count);
  let filled = 0;
  for (const run of runs)
    for (let cell = starts[run] as number; cell < (ends[run] as number); cell++)
      cells[filled++] = cell;
  return cells;
}
