import { falsePositiveProbabilities } from '#src/core/meta/meta-model';
import { type MetaClassifier, removalKey, withoutRegions } from '#src/core/meta/removal';
import type { PaneView } from '#src/protocol/view';
import { classesRunOf, isBuiltIn } from '#src/workers/networks/run-plan';
import { featuresFrom, largestId } from '#src/workers/regions/compute-features';
import { insideScore } from '#src/workers/regions/inside-score';
import type { EngineContext } from '#src/workers/state/context';
import type {
  CachedScore,
  HeldPicture,
  JudgedLabels,
  KeptScore,
} from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/**
 * The score whose regions a pane shows: within the region of interest, without those that its meta classifier takes for false
 * positives, if the pane wants that. Starts no network. The picture owns the map, and keeps the
 * last one per method.
 * @throws AnomalensError `option-invalid` when the classifier reads other features.
 */
export async function keptScore(
  context: EngineContext,
  entry: HeldPicture,
  { threshold, removal, leftOut }: Pick<PaneView, 'threshold' | 'removal' | 'leftOut'>,
  score: CachedScore,
): Promise<KeptScore> {
  const { settings } = score.summary;
  const inside = await insideScore(context, entry, leftOut, score);
  const within = `${inside.key || entry.keyOf(settings)}|${threshold}`;
  const key = `${within}|${removalKey(removal)}`;
  const all = { key, map: inside.map, inside, removed: 0, judged: null };
  if (!removal || !isBuiltIn(settings.methodId)) return all;
  const run = classesRunOf(settings);
  const network = entry.networks.get(run.modelId);
  if (!network?.isOf(run)) return all;
  const known = entry.kept.get(settings.methodId);
  if (known?.key === key && known.inside.map === inside.map) return known;

  const { compute } = context;
  const { above, classifier } = removal;
  const judgedKey = `${within}|${classifier.serial}`;
  // The slider of the probability moves: nothing is judged again.
  const judged =
    known?.judged?.key === judgedKey
      ? known.judged
      : await judge(context, entry, network, { ...score, map: inside.map }, threshold, classifier);
  const { ids, probabilities } = judged;
  const values = withoutRegions(await compute.readScore(inside.map), ids, probabilities, above);
  const removed = probabilities.filter((probability) => probability > above).length;
  const kept = {
    key,
    map: compute.importScore(values, entry.size),
    inside,
    removed,
    judged: { ...judged, key: judgedKey },
  };
  entry.keep(settings.methodId, kept);
  return kept;
}

async function judge(
  { compute }: EngineContext,
  entry: HeldPicture,
  network: NetworkResult,
  { map, summary: { settings } }: CachedScore,
  threshold: number,
  { model }: MetaClassifier,
): Promise<Omit<JudgedLabels, 'key'>> {
  const ids = await compute.readLabels(map, threshold, 0);
  const features = featuresFrom(network, { ids, count: largestId(ids), ...entry.size }, settings);
  return { ids, probabilities: falsePositiveProbabilities(model, features) };
}
