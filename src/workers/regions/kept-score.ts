import { falsePositiveProbabilities } from '#src/core/meta/meta-model';
import { type MetaClassifier, removalKey, withoutRegions } from '#src/core/meta/removal';
import type { PaneView } from '#src/protocol/view';
import { classesRunOf, isBuiltIn } from '#src/workers/networks/run-plan';
import { featuresFrom, largestId } from '#src/workers/regions/compute-features';
import type { EngineContext } from '#src/workers/state/context';
import type {
  CachedScore,
  HeldPicture,
  JudgedLabels,
  KeptScore,
} from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';

/**
 * The score whose regions a pane shows: without those that its meta classifier takes for false
 * positives, if the pane wants that. Starts no network. The picture owns the map, and keeps the
 * last one per method.
 * @throws AnomalensError `option-invalid` when the classifier reads other features.
 */
export async function keptScore(
  context: EngineContext,
  entry: HeldPicture,
  { threshold, removal }: Pick<PaneView, 'threshold' | 'removal'>,
  score: CachedScore,
): Promise<KeptScore> {
  const { settings } = score.summary;
  const key = `${entry.keyOf(settings)}|${threshold}|${removalKey(removal)}`;
  const all = { key, map: score.map, removed: 0, judged: null };
  if (!removal || !isBuiltIn(settings.methodId)) return all;
  const run = classesRunOf(settings);
  const network = entry.networks.get(run.modelId);
  if (!network?.isOf(run)) return all;
  const known = entry.kept.get(settings.methodId);
  if (known?.key === key) return known;

  const { compute } = context;
  const { above, classifier } = removal;
  const judgedKey = `${entry.keyOf(settings)}|${threshold}|${classifier.serial}`;
  // The slider of the probability moves: nothing is judged again.
  const judged =
    known?.judged?.key === judgedKey
      ? known.judged
      : await judge(context, entry, network, score, threshold, classifier);
  const { ids, probabilities } = judged;
  const values = withoutRegions(await compute.readScore(score.map), ids, probabilities, above);
  const removed = probabilities.filter((probability) => probability > above).length;
  const kept = {
    key,
    map: compute.importScore(values, entry.size),
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
