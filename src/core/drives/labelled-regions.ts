import { type MapRegion, regionOfCells } from '#src/core/drives/map-regions';
import { BACKGROUND } from '#src/core/types';

/**
 * The pixels of each label as a region, by label, in the order of their first pixel.
 * @param labels `[H, W]`, `BACKGROUND` outside. @param scores `[H, W]` for peaks; null leaves them 0.
 */
export function regionsOfLabels(
  labels: Uint32Array,
  width: number,
  scores: Float32Array | null,
): Map<number, MapRegion> {
  const counts = new Map<number, number>();
  for (let cell = 0; cell < labels.length; cell++) {
    const label = labels[cell] as number;
    if (label !== BACKGROUND) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const filled = new Map(
    [...counts].map(([label, count]) => [
      label,
      { cells: new Uint32Array(count), count: 0, peak: scores ? Number.NEGATIVE_INFINITY : 0 },
    ]),
  );
  for (let cell = 0; cell < labels.length; cell++) {
    const region = filled.get(labels[cell] as number);
    if (!region) continue;
    region.cells[region.count++] = cell;
    if (scores) region.peak = Math.max(region.peak, scores[cell] as number);
  }
  return new Map(
    [...filled].map(([label, { cells, peak }]) => [label, regionOfCells(cells, width, peak)]),
  );
}
