import { AnomalensError } from '#src/core/errors';
import { isClosedSet } from '#src/core/ground-truth/label-reading';
import { ConfusionMatrix } from '#src/core/metrics/confusion';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import { harmonicMean } from '#src/core/open-world/harmonic';
import { learntIndex } from '#src/core/open-world/learnt';
import type { LearntMeasurement } from '#src/protocol/open-world';
import type { Requests } from '#src/protocol/requests';
import { metricOutputs, metricResult } from '#src/workers/open-world/metric-head';
import { learntClassesOnGrid } from '#src/workers/open-world/open-map';
import type { EngineContext } from '#src/workers/state/context';

/**
 * On the label's own grid. A label of the network's classes tells what they lost, an open map also
 * how well the learnt ones are found; a label of anomalies how much of them the learnt classes,
 * taken together, have found.
 * @throws AnomalensError `picture-unknown`, `label-unknown`, `option-invalid` for rules of another
 * network, of the model.
 */
export function measureLearnt(
  context: EngineContext,
  { pictureId, learnt }: Requests['measureLearnt']['params'],
  signal?: AbortSignal,
): Promise<LearntMeasurement> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const { truth } = entry;
    if (!truth)
      throw new AnomalensError('label-unknown', 'This picture has no ground truth.', true);
    const network = await entry.queue.run(() => metricResult(context, entry, signal), signal);
    const { classes } = metricOutputs(network).logits;
    const predicted = learntClassesOnGrid(
      network,
      truth,
      learnt.map(({ rule }) => rule),
    );
    if (!isClosedSet(truth.reading))
      return {
        old: null,
        oldBefore: null,
        novel: learntIou(predicted, truth.data, classes),
        harmonic: null,
      };
    const before = learntClassesOnGrid(network, truth, []);
    return measureClasses(predicted, before, truth.openIds ?? truth.data, classes, learnt.length);
  });
}

/** Intersection over union of all learnt pixels with the anomalies; null without an anomaly. */
function learntIou(
  predicted: Uint8Array,
  truth: Uint8Array,
  networkClasses: number,
): number | null {
  let [both, either, positives] = [0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === IGNORE) continue;
    const isLearnt = (predicted[i] as number) > networkClasses;
    const isAnomaly = truth[i] === ANOMALY;
    both += Number(isLearnt && isAnomaly);
    either += Number(isLearnt || isAnomaly);
    positives += Number(isAnomaly);
  }
  return positives === 0 ? null : both / either;
}

/**
 * Truth from a label of classes, which may hold learnt ones as an open map does: unknown pixels and
 * classes that have not been learnt are ignored.
 */
function measureClasses(
  predicted: Uint8Array,
  before: Uint8Array,
  ids: Uint8Array,
  networkClasses: number,
  learntCount: number,
): LearntMeasurement {
  const indices = learntIndex(networkClasses, learntCount);
  const truth = ids.map((id) => (id === networkClasses || id >= indices ? IGNORE : id));
  const ious = (map: Uint8Array) => {
    const matrix = new ConfusionMatrix(indices);
    matrix.add(map, truth);
    const isThere = new Set(truth);
    return matrix.metrics().IoU.map((value, index) => (isThere.has(index) ? value : null));
  };
  const all = ious(predicted);
  const old = meanOf(all.slice(0, networkClasses));
  const novel = meanOf(all.slice(networkClasses + 1));
  return {
    old,
    oldBefore: meanOf(ious(before).slice(0, networkClasses)),
    novel,
    harmonic: harmonicMean(old, novel),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
