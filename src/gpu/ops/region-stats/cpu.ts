import type { Region, Size } from '#src/core/types';
import { fillRun, type Runs, runsOfLabels } from '#src/gpu/ops/regions/runs';

export interface RegionStats {
  /** Every region of at least the minimum area, ids 1..n in raster order of the first pixel. */
  regions: Region[];
  /** Region id per pixel `[H, W]`; 0 outside and in regions that are too small. */
  ids: Uint32Array;
}

interface Sums {
  area: number;
  sum: number;
  maximum: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  columns: number;
  rows: number;
}

/**
 * Area, box, centroid, mean (float64 sum) and maximum score of every region in a label map `[H, W]` of
 * smallest pixel indices.
 */
export function regionStatsCpu(
  labels: Uint32Array,
  score: Float32Array,
  size: Size,
  minArea: number,
): RegionStats {
  return statsOfRuns(runsOfLabels(labels, size), score, size, minArea);
}

/** As `regionStatsCpu`, of regions that no label map was made of. @param score `[H, W]`. */
export function statsOfRuns(
  { starts, ends, first }: Runs,
  score: Float32Array,
  { width }: Size,
  minArea: number,
): RegionStats {
  const all: Sums[] = [];
  const sumsOf: Sums[] = [];
  for (let run = 0; run < starts.length; run++) {
    const start = starts[run] as number;
    const end = ends[run] as number;
    const y = Math.floor(start / width);
    const left = start - y * width;
    const right = end - 1 - y * width;
    let sums = sumsOf[first[run] as number];
    if (sums === undefined) {
      sums = emptySums(left, y);
      all.push(sums);
    }
    sumsOf.push(sums);
    sums.area += end - start;
    if (left < sums.left) sums.left = left;
    if (right > sums.right) sums.right = right;
    sums.bottom = y;
    sums.columns += ((left + right) * (end - start)) / 2;
    sums.rows += y * (end - start);
    let { sum, maximum } = sums;
    for (let i = start; i < end; i++) {
      const value = score[i] as number;
      sum += value;
      if (value > maximum) maximum = value;
    }
    sums.sum = sum;
    sums.maximum = maximum;
  }
  const kept = all.filter(({ area }) => area >= minArea);
  const ids = new Uint32Array(score.length);
  const idOf = new Map(kept.map((sums, i) => [sums, i + 1]));
  for (let run = 0; run < starts.length; run++) {
    const id = idOf.get(sumsOf[run] as Sums);
    if (id !== undefined) fillRun(ids, id, starts[run] as number, ends[run] as number);
  }
  return { regions: kept.map((sums, i) => regionOf(sums, i + 1)), ids };
}

function emptySums(left: number, top: number): Sums {
  return {
    area: 0,
    sum: 0,
    maximum: Number.NEGATIVE_INFINITY,
    left,
    right: left,
    top,
    bottom: top,
    columns: 0,
    rows: 0,
  };
}

function regionOf(sums: Sums, id: number): Region {
  const { area, left, right, top, bottom } = sums;
  return {
    id,
    area,
    box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
    centroid: { x: sums.columns / area, y: sums.rows / area },
    meanScore: sums.sum / area,
    maxScore: sums.maximum,
  };
}
