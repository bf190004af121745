import { type LeftOut, leftOutKey, leftOutOn } from '#src/core/ground-truth/left-out';
import { BELOW_ALL } from '#src/core/meta/removal';
import type { Range } from '#src/core/types';
import { histogramCpu } from '#src/gpu/ops/histogram/cpu';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture, InsideScore } from '#src/workers/state/held-picture';

/**
 * A score in which everything outside the region of interest lies below every threshold. Mask,
 * regions, outlines and exports come from this map on both compute paths, so that a region that
 * crosses the border is cut there before regions are formed, as void is. The picture owns the map,
 * and keeps the last one per method.
 * @throws AnomalensError `label-size` for a region of another aspect.
 */
export async function insideScore(
  { compute }: EngineContext,
  entry: HeldPicture,
  leftOut: LeftOut | null,
  { map, summary }: CachedScore,
): Promise<InsideScore> {
  if (!leftOut) return { key: '', map, leftOutPixels: 0, counts: null };
  const { methodId } = summary.settings;
  const key = `${entry.keyOf(summary.settings)}|${leftOutKey(leftOut)}`;
  const known = entry.inside.get(methodId);
  if (known?.key === key) return known;
  const outside = leftOutOn(leftOut.mask, entry.size);
  const values = await compute.readScore(map);
  const { counts, pixels } = countsInside(values, outside, summary.histogram.range);
  for (let i = 0; i < values.length; i++) if (outside[i]) values[i] = BELOW_ALL;
  const leftOutPixels = values.length - pixels;
  const made = { key, map: compute.importScore(values, entry.size), leftOutPixels, counts };
  entry.inside.set(methodId, made);
  if (known) entry.retire(known.map);
  return made;
}

/**
 * The `[256]` bins of a score's histogram for the pixels inside alone, and how many these are.
 * @param values, outside `[height, width]`; `outside` is 1 where a pixel is left out.
 */
export function countsInside(
  values: Float32Array,
  outside: Uint8Array,
  range: Range,
): { counts: Uint32Array; pixels: number } {
  const inside = values.filter((_, pixel) => !outside[pixel]);
  return { counts: histogramCpu(inside, range), pixels: inside.length };
}
