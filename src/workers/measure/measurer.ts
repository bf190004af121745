import { AnomalensError } from '#src/core/errors';
import { isClosedSet } from '#src/core/ground-truth/label-reading';
import { falsePositiveProbabilities } from '#src/core/meta/meta-model';
import { withoutRegions } from '#src/core/meta/removal';
import { componentCounts, componentMetrics } from '#src/core/metrics/component-metrics';
import { ConfusionMatrix } from '#src/core/metrics/confusion';
import { countsByTruth } from '#src/core/metrics/counts-by-truth';
import { curveOf } from '#src/core/metrics/curves';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { pixelMetrics } from '#src/core/metrics/pixel-metrics';
import { countConfusion, thresholdMetrics } from '#src/core/metrics/threshold-metrics';
import type { Size } from '#src/core/types';
import type { JudgedRegions, Measurement } from '#src/protocol/labels';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import { classesOnGrid, scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import { voidFor } from '#src/workers/measure/void-without-score';
import { regionsOnLabel } from '#src/workers/regions/compute-features';
import { predictedRegions, trueRegions } from '#src/workers/regions/labelled-regions';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture, TruthOfPicture } from '#src/workers/state/held-picture';
import { stageBoundary } from '#src/workers/state/stage-boundary';

/**
 * Compares a picture's scores with its ground truth, on the label's own grid. Keeps the scores of
 * one picture.
 */
export class Measurer {
  /** By `keyOf`. */
  #scores = new Map<string, { settings: MethodSettings; data: Float32Array }>();
  #keyOfPicture = '';
  readonly #components = new WeakMap<TruthOfPicture, Uint32Array>();

  constructor(private readonly context: EngineContext) {}

  /**
   * Metrics and curves over all thresholds. @throws AnomalensError `picture-unknown`,
   * `label-unknown`, as `analyze`.
   */
  measure(
    { pictureId, settings }: Requests['measure']['params'],
    signal?: AbortSignal,
  ): Promise<Measurement[]> {
    return this.#withTruth(pictureId, async (entry, truth) => {
      if (isClosedSet(truth.reading)) return [];
      const scores = await this.#scoresOf(entry, truth, settings, signal);
      const result: Measurement[] = [];
      for (const [index, { methodId }] of settings.entries()) {
        await stageBoundary(signal); // a slider that moves meanwhile is drawn first
        const score = scores[index] as Float32Array;
        const histogram = imageHistogram(score, voidFor(truth, score, methodId).data);
        const [precisionRecall, ROC] = [
          curveOf('precision-recall', histogram),
          curveOf('ROC', histogram),
        ];
        const [metrics, counts] = [pixelMetrics(histogram), countsByTruth(histogram)];
        result.push({ methodId, metrics, precisionRecall, ROC, counts });
      }
      return result;
    });
  }

  /**
   * What one threshold gives, without the regions that are to be removed. Components follow
   * SegmentMeIfYouCan: `score > threshold`, void removed before labelling. @throws AnomalensError
   * `option-invalid` of the classifier.
   */
  measureAt(params: Requests['measureAt']['params']): Promise<Requests['measureAt']['result']> {
    return this.#withTruth(params.pictureId, async (entry, label) => {
      const { settings, threshold, filters } = params;
      const [scores] = (await this.#scoresOf(entry, label, [settings])) as [Float32Array];
      const truth = voidFor(label, scores, settings.methodId);
      const { kept, detection } = await this.#judged(entry, truth, scores, params);
      const pixels = thresholdMetrics(countConfusion(kept, truth.data, threshold));
      const predicted = predictedRegions(kept, truth, threshold);
      const components = componentMetrics(
        componentCounts(predicted, this.#trueRegions(truth), filters),
      );
      return { pixels, components, detection };
    });
  }

  /**
   * Predicted classes against a label of train ids. @throws AnomalensError `label-values` when the
   * label holds no classes.
   */
  measureClasses(
    { pictureId, modelId }: Requests['measureClasses']['params'],
    signal?: AbortSignal,
  ): Promise<Requests['measureClasses']['result']> {
    return this.#withTruth(pictureId, async (entry, truth) => {
      if (!isClosedSet(truth.reading))
        throw new AnomalensError('label-values', 'The label of this picture holds no classes.');
      const matrix = new ConfusionMatrix();
      matrix.add(await classesOnGrid(this.context, entry, truth, modelId, signal), truth.data);
      return { counts: Array.from(matrix.counts), metrics: matrix.metrics() };
    });
  }

  #withTruth<T>(
    pictureId: string,
    work: (entry: HeldPicture, truth: TruthOfPicture) => Promise<T>,
  ): Promise<T> {
    const entry = this.context.pictures.get(pictureId);
    return entry.use(async () => {
      if (!entry.truth)
        throw new AnomalensError('label-unknown', 'This picture has no ground truth.', true);
      return work(entry, entry.truth);
    });
  }

  async #scoresOf(
    entry: HeldPicture,
    grid: Size,
    settings: MethodSettings[],
    signal?: AbortSignal,
  ): Promise<Float32Array[]> {
    const keyOfPicture = `${entry.serial}|${grid.width}x${grid.height}`;
    if (this.#keyOfPicture !== keyOfPicture) this.#scores.clear();
    this.#keyOfPicture = keyOfPicture;
    for (const [key, kept] of this.#scores)
      if (entry.keyOf(kept.settings) !== key) this.#scores.delete(key); // another file, other prompts
    const missing = settings.filter(
      (methodSettings) => !this.#scores.has(entry.keyOf(methodSettings)),
    );
    const computed = await scoresOnGrid(this.context, entry, grid, missing, signal);
    for (const [index, methodSettings] of missing.entries())
      this.#scores.set(entry.keyOf(methodSettings), {
        settings: methodSettings,
        data: computed[index] as Float32Array,
      });
    return settings.map(
      (methodSettings) =>
        this.#scores.get(entry.keyOf(methodSettings))?.data ??
        (computed[missing.indexOf(methodSettings)] as Float32Array),
    );
  }

  /** The regions as the classifier was fitted to such: on the label's grid, outside void. */
  async #judged(
    entry: HeldPicture,
    truth: TruthOfPicture,
    scores: Float32Array,
    { settings, threshold, classifier, removeAbove }: Requests['measureAt']['params'],
  ): Promise<{ kept: Float32Array; detection: JudgedRegions | null }> {
    if (!classifier) return { kept: scores, detection: null };
    const on = { truth, labelled: this.#trueRegions(truth) };
    const { regions, features, ...overlaps } = await regionsOnLabel(this.context, entry, on, {
      scores,
      settings,
      threshold,
    });
    const probabilities = falsePositiveProbabilities(classifier.model, features);
    const kept =
      removeAbove === null
        ? scores
        : withoutRegions(scores, regions.ids, probabilities, removeAbove);
    return { kept, detection: { probabilities, ...overlaps } };
  }

  #trueRegions(truth: TruthOfPicture): Uint32Array {
    const known = this.#components.get(truth);
    if (known) return known;
    const labelled = trueRegions(truth);
    this.#components.set(truth, labelled);
    return labelled;
  }
}
