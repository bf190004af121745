import { FEATURES } from '#src/core/meta/feature-names';
import { judgeSegment } from '#src/core/meta/meta-model';
import { methodById } from '#src/methods/registry';
import type { EngineContext } from '#src/workers/context';
import { type CachedScore, type KeptScore, type PictureEntry, scoreKey } from '#src/workers/picture-entry';
import type { PaneView } from '#src/workers/protocol';
import { isBuiltIn, runOf } from '#src/workers/score-plan';
import { featuresFrom, largestId } from '#src/workers/segment-features';

/** What pixels of removed segments are given: finite, and below every threshold. */
const REMOVED = -3e38;

/**
 * The score whose segments a pane shows: without those that the method's meta classifier takes for false positives, if the pane
 * wants that. Starts no network. The picture owns the map, and keeps the last one per method.
 */
export async function keptScore(
  { compute }: EngineContext,
  entry: PictureEntry,
  { threshold, removeAbove }: Pick<PaneView, 'threshold' | 'removeAbove'>,
  { map, summary: { settings } }: CachedScore,
): Promise<KeptScore> {
  const key = `${scoreKey(settings)}|${threshold}|${removeAbove}`;
  const all = { key, map, removed: 0 };
  if (removeAbove === null || !isBuiltIn(settings.methodId)) return all;
  const { meta, model } = methodById(settings.methodId);
  const network = entry.networks.get(model);
  if (!meta || !network?.isOf(runOf(settings))) return all;
  const known = entry.kept.get(settings.methodId);
  if (known?.key === key) return known;

  const ids = await compute.readLabels(map, threshold, 0);
  const count = largestId(ids);
  const features = featuresFrom(network, { ids, count, ...entry.size }, settings);
  const isRemoved = new Uint8Array(count + 1);
  for (let id = 1; id <= count; id++) {
    const { probability } = judgeSegment(meta, features.subarray((id - 1) * FEATURES, id * FEATURES));
    isRemoved[id] = Number(probability > removeAbove);
  }
  const scores = await compute.readScore(map);
  const values = scores.map((score, pixel) => (isRemoved[ids[pixel]] ? REMOVED : score));
  const removed = isRemoved.reduce((sum, one) => sum + one, 0);
  const kept = { key, map: compute.importScore(values, entry.size), removed };
  entry.keep(settings.methodId, kept);
  return kept;
}
