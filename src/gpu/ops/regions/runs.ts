import { BACKGROUND, type Size } from '#src/core/types';

/** Pixels beside each other in one row that belong to one region, in raster order. */
export interface Runs {
  /** Index of the first pixel, `[runs]`. */
  starts: number[];
  /** Index behind the last pixel, `[runs]`. */
  ends: number[];
  /** First run of the region, `[runs]`; its first pixel has the smallest index of the region. */
  first: number[];
}

/**
 * 8-connected regions of a mask `[H, W]` by union-find over runs (He, Chao and Suzuki 2008): what is
 * not set costs a look at each pixel and nothing more.
 */
export function runsOfMask(mask: Uint8Array, { width, height }: Size): Runs {
  const starts: number[] = [];
  const ends: number[] = [];
  const first: number[] = [];
  let above = 0; // the first run of the row above
  let own = 0; // the first run of this row
  for (let y = 0, i = 0; y < height; y++) {
    above = own;
    own = starts.length;
    let candidate = above; // the first run above that may touch the next one
    for (const end = i + width; i < end; ) {
      const start = i++;
      if (mask[start] === 0) continue;
      while (i < end && mask[i] !== 0) i++;
      const run = starts.length;
      starts.push(start);
      ends.push(i);
      first.push(run);
      while (candidate < own && (ends[candidate] as number) + width < start) candidate++;
      for (let other = candidate; other < own; other++) {
        if ((starts[other] as number) + width > i) break;
        unite(first, other, run);
      }
    }
  }
  // The first run of a region never lies after another: one forward sweep resolves them.
  for (let run = 0; run < first.length; run++) first[run] = first[first[run] as number] as number;
  return { starts, ends, first };
}

function unite(first: number[], a: number, b: number): void {
  const [rootA, rootB] = [rootOf(first, a), rootOf(first, b)];
  if (rootA < rootB) first[rootB] = rootA;
  else first[rootA] = rootB;
}

function rootOf(first: number[], run: number): number {
  let root = run;
  while (first[root] !== root) {
    const next = first[first[root] as number] as number;
    first[root] = next;
    root = next;
  }
  return root;
}

/** The runs of a label map `[H, W]` of smallest pixel indices. */
export function runsOfLabels(labels: Uint32Array, { width, height }: Size): Runs {
  const runs: Runs = { starts: [], ends: [], first: [] };
  const firstOf = new Map<number, number>();
  for (let y = 0, i = 0; y < height; y++) {
    for (const end = i + width; i < end; ) {
      const label = labels[i] as number;
      const start = i++;
      if (label === BACKGROUND) continue;
      while (i < end && labels[i] === label) i++;
      const run = runs.starts.length;
      const known = firstOf.get(label);
      if (known === undefined) firstOf.set(label, run);
      runs.starts.push(start);
      runs.ends.push(i);
      runs.first.push(known ?? run);
    }
  }
  return runs;
}

const SHORT = 24;

/** As `target.fill`, without its call where there is little to fill. */
export function fillRun(target: Uint32Array, value: number, start: number, end: number): void {
  if (end - start > SHORT) target.fill(value, start, end);
  else for (let i = start; i < end; i++) target[i] = value;
}
