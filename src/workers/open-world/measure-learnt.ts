import { AnomalensError } from '#src/core/errors';
import { isClosedSet } from '#src/core/ground-truth/encodings';
import { ConfusionMatrix } from '#src/core/metrics/confusion';
import { ANOMALY, IGNORE } from '#src/core/metrics/image-histogram';
import { harmonicMean } from '#src/core/open-world/harmonic';
import type { EngineContext } from '#src/workers/context';
import { learntClassesOnGrid } from '#src/workers/open-world/learnt-classes';
import { metricOutputs, metricResult } from '#src/workers/open-world/metric-head';
import type { LearntMeasurement, Requests } from '#src/workers/protocol';

/**
 * On the label's own grid. A label of the network's classes tells what they lost; a label of anomalies how much of them the learnt
 * classes, taken together, have found.
 * @throws AnomalensError `picture-unknown`, `label-unknown`, `option-invalid` for rules of another network, of the model.
 */
export function measureLearnt(
  context: EngineContext,
  { pictureId, learnt }: Requests['measureLearnt']['params'],
  signal?: AbortSignal,
): Promise<LearntMeasurement> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const { truth } = entry;
    if (!truth) throw new AnomalensError('label-unknown', 'This picture has no ground truth.');
    const network = await entry.queue.run(() => metricResult(context, entry, signal), signal);
    const { classes } = metricOutputs(network).logits;
    const predicted = learntClassesOnGrid(
      network,
      truth,
      learnt.map(({ rule }) => rule),
    );
    if (!isClosedSet(truth.encoding))
      return { old: null, oldBefore: null, novel: learntIou(predicted, truth.data, classes), harmonic: null };
    const meanOf = (map: Uint8Array) => {
      const matrix = new ConfusionMatrix(classes + 1 + learnt.length);
      matrix.add(map, truth.data);
      return matrix.metrics().mIoU;
    };
    const [old, oldBefore] = [meanOf(predicted), meanOf(learntClassesOnGrid(network, truth, []))];
    return { old, oldBefore, novel: null, harmonic: harmonicMean(old, null) };
  });
}

/** Intersection over union of all learnt pixels with the anomalies; null without an anomaly. */
function learntIou(predicted: Uint8Array, truth: Uint8Array, networkClasses: number): number | null {
  let [both, either, positives] = [0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === IGNORE) continue;
    const isLearnt = predicted[i] > networkClasses;
    const isAnomaly = truth[i] === ANOMALY;
    both += Number(isLearnt && isAnomaly);
    either += Number(isLearnt || isAnomaly);
    positives += Number(isAnomaly);
  }
  return positives === 0 ? null : both / either;
}
