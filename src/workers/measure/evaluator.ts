import { AnomalensError } from '#src/core/errors';
import type { RawLabel } from '#src/core/ground-truth/decode-label';
import { isClosedSet, type LabelReading } from '#src/core/ground-truth/label-reading';
import type { GroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { regionsAround } from '#src/core/meta/nested-regions';
import { imageHistogram } from '#src/core/metrics/image-histogram';
import { packSparse } from '#src/core/metrics/sparse-histogram';
import { binsWithin } from '#src/core/metrics/threshold-search';
import { isPrompted } from '#src/methods/capabilities';
import type { ImageEvaluation } from '#src/protocol/evaluation';
import type { LabelledScores } from '#src/protocol/evaluation-requests';
import type { LabelSource } from '#src/protocol/labels';
import type { FrameSource } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings, ScoreSource } from '#src/protocol/scores';
import { decodeLabelFile, shown, truthBeside } from '#src/workers/files/label-file';
import { openPicture } from '#src/workers/files/open-picture';
import { componentAnswer } from '#src/workers/measure/component-answer';
import { EvaluationRuns } from '#src/workers/measure/evaluation-pools';
import { aboutOf, counted } from '#src/workers/measure/image-evaluation';
import { scoresAlone, truthAlone } from '#src/workers/measure/scores-alone';
import { classesOnGrid, scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import { voidFor } from '#src/workers/measure/void-without-score';
import { groupByRun, inQuickestOrder, isBuiltIn, isOfOneRun } from '#src/workers/networks/run-plan';
import { regionsOnLabel } from '#src/workers/regions/compute-features';
import { trueRegions } from '#src/workers/regions/labelled-regions';
import { takeSingleScore } from '#src/workers/scores/imported-score';
import { takeRecorded } from '#src/workers/scores/recorded-network';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

const NOT_TURNED =
  'was not turned, but its picture was (EXIF): turn it too if it lies as the file is stored.';

/**
 * Evaluates whole sets image by image, beside what the page shows: nothing here touches the loaded
 * pictures.
 */
export class Evaluator {
  readonly #runs = new EvaluationRuns();

  constructor(private readonly context: EngineContext) {}

  restore({ runId, pools, classes }: Requests['restoreEvaluation']['params']): void {
    this.#runs.begin(runId).restore(pools, classes);
  }

  /**
   * One run of each network for all its methods, or of one for the classes if the label holds
   * classes; none without a picture.
   * @throws AnomalensError `evaluation-unknown`, `picture-*`, `label-*`, of the model, `cancelled`;
   * then nothing has been added.
   */
  async image(
    {
      runId,
      source,
      label,
      scoreFiles = [],
      settings,
      closedSetModel,
      wantScores,
    }: Requests['evaluateImage']['params'],
    signal?: AbortSignal,
  ): Promise<ImageEvaluation> {
    const run = this.#runs.get(runId);
    const raw = await decodeLabelFile(label.blob);
    const start = performance.now();
    if (source === null) {
      refuseClasses(label.reading);
      const truth = truthAlone(raw, label);
      const decoded = performance.now() - start;
      const timed = await scoresAlone(this.context.compute, scoreFiles, settings, truth);
      const about = { ...aboutOf(truth), turned: 1, milliseconds: performance.now() - start };
      return { ...about, ...counted(run, settings, truth, { timed, decoded, wantScores }) };
    }
    const given = { source, scoreFiles };
    return this.#withPicture(given, { raw, ...label }, signal, async (entry, truth, notices) => {
      const about = { ...aboutOf(truth, notices), turned: truth.turn.label };
      if (isClosedSet(truth.reading)) {
        const predicted = await classesOnGrid(this.context, entry, truth, closedSetModel, signal);
        const milliseconds = performance.now() - start;
        return {
          ...about,
          milliseconds,
          methods: [],
          scores: null,
          classes: run.addClasses(predicted, truth.data),
        };
      }
      const decoded = performance.now() - start;
      const timed = await this.#timedScores(entry, truth, settings, signal);
      const milliseconds = performance.now() - start;
      const own = counted(run, settings, truth, { timed, decoded, wantScores });
      return { ...about, milliseconds, ...own };
    });
  }

  state({
    runId,
    methodId,
  }: Requests['evaluationState']['params']): Requests['evaluationState']['result'] {
    return this.#runs.get(runId).stateOf(methodId);
  }

  summary({
    runId,
    ...wished
  }: Requests['evaluationSummary']['params']): Requests['evaluationSummary']['result'] {
    return this.#runs.get(runId).summary(wished);
  }

  /**
   * @throws AnomalensError as `image`, `score-size` when given scores lie on another grid than the
   * label.
   */
  async components(
    params: Requests['evaluateComponents']['params'],
    signal?: AbortSignal,
  ): Promise<Requests['evaluateComponents']['result']> {
    const { questions, filters } = params;
    const { truth, scores } = await this.#labelledScores(params, questions, signal);
    const labelled = trueRegions(truth);
    return questions.map((question, index) => {
      const score = scores[index] as Float32Array;
      const own = voidFor(truth, score, question.settings.methodId);
      const label = { truth, labelled };
      const known = own === truth ? label : { truth: own, labelled: trueRegions(own) };
      return componentAnswer(question, score, known, label, filters);
    });
  }

  /** @throws AnomalensError as `components`. */
  async within(
    params: Requests['evaluateWithin']['params'],
    signal?: AbortSignal,
  ): Promise<Requests['evaluateWithin']['result']> {
    const { questions } = params;
    const { truth, scores } = await this.#labelledScores(params, questions, signal);
    return questions.map(({ ranges, settings: { methodId } }, index) => {
      const score = scores[index] as Float32Array;
      const { data } = voidFor(truth, score, methodId);
      return packSparse(binsWithin(imageHistogram(score, data), ranges));
    });
  }

  async #labelledScores(
    params: LabelledScores,
    questions: readonly { settings: MethodSettings }[],
    signal?: AbortSignal,
  ): Promise<{ truth: GroundTruth; scores: Float32Array[] }> {
    const settings = questions.map((question) => question.settings);
    const { label } = params;
    refuseClasses(label.reading);
    const { truth, scores } =
      'scores' in params
        ? { truth: await truthOf(label), scores: params.scores }
        : await this.#computedScores(params, settings, signal);
    if (scores.some(({ length }) => length !== truth.data.length))
      throw new AnomalensError(
        'score-size',
        'The stored scores do not lie on the grid of the label.',
      );
    return { truth, scores };
  }

  async #computedScores(
    { label, source, scoreFiles = [] }: Exclude<LabelledScores, { scores: unknown }>,
    settings: readonly MethodSettings[],
    signal?: AbortSignal,
  ): Promise<{ truth: GroundTruth; scores: Float32Array[] }> {
    if (source === null) {
      const truth = await truthOf(label);
      const timed = await scoresAlone(this.context.compute, scoreFiles, settings, truth);
      return { truth, scores: timed.map(({ data }) => data) };
    }
    const given = { source, scoreFiles };
    return this.#withPicture(given, await opened(label), signal, async (entry, truth) => ({
      truth,
      scores: await scoresOnGrid(this.context, entry, truth, settings, signal),
    }));
  }

  /** @throws AnomalensError as `image`. */
  async regions(
    { source, label, settings, thresholds }: Requests['evaluateRegions']['params'],
    signal?: AbortSignal,
  ): Promise<Requests['evaluateRegions']['result']> {
    refuseClasses(label.reading);
    return this.#withPicture({ source }, await opened(label), signal, async (entry, truth) => {
      const [scores] = (await scoresOnGrid(this.context, entry, truth, [settings], signal)) as [
        Float32Array,
      ];
      const on = { truth, labelled: trueRegions(truth) };
      const levels: Awaited<ReturnType<typeof regionsOnLabel>>[] = [];
      for (const threshold of thresholds)
        levels.push(
          await regionsOnLabel(this.context, entry, on, { scores, settings, threshold }, signal),
        );
      const outer = levels[thresholds.indexOf(Math.min(...thresholds))]?.regions;
      if (!outer) throw new AnomalensError('internal', 'There is no threshold to evaluate at.');
      return levels.map(({ regions, ...evaluation }) => ({
        ...evaluation,
        around: regionsAround(regions, outer),
      }));
    });
  }

  drop({ runId }: Requests['dropEvaluation']['params']): void {
    this.#runs.drop(runId);
  }

  /**
   * Scores in the order of the settings, each with what its network's run and methods took; masks
   * come after the scores that they start from, those of files at the end.
   */
  async #timedScores(
    entry: HeldPicture,
    truth: GroundTruth,
    settings: readonly MethodSettings[],
    signal?: AbortSignal,
  ): Promise<{ data: Float32Array; milliseconds: number }[]> {
    const timed: { data: Float32Array; milliseconds: number }[] = [];
    const groups = inQuickestOrder(
      this.context.models,
      groupByRun(settings.filter(({ methodId }) => isOfOneRun(methodId))),
    );
    const painted = settings
      .filter(({ methodId }) => isPrompted(methodId))
      .map((methodSettings) => [methodSettings]);
    const fromFiles = settings
      .filter(({ methodId }) => !isBuiltIn(methodId))
      .map((methodSettings) => [methodSettings]);
    for (const together of [...groups.map((group) => group.settings), ...painted, ...fromFiles]) {
      const start = performance.now();
      const scores = await scoresOnGrid(this.context, entry, truth, together, signal);
      const milliseconds = performance.now() - start;
      for (const [index, methodSettings] of together.entries())
        timed[settings.indexOf(methodSettings)] = {
          data: scores[index] as Float32Array,
          milliseconds,
        };
    }
    return timed;
  }

  #take(entry: HeldPicture, file: ScoreSource) {
    return file.isRecorded ? takeRecorded(entry, file) : takeSingleScore(this.context, entry, file);
  }

  async #withPicture<T>(
    { source, scoreFiles = [] }: { source: FrameSource; scoreFiles?: ScoreSource[] },
    label: OpenedLabel,
    signal: AbortSignal | undefined,
    work: (
      entry: HeldPicture,
      truth: ReturnType<typeof truthBeside>,
      notices: string[],
    ) => Promise<T>,
  ): Promise<T> {
    const { entry } = await openPicture(this.context, source, {}, signal);
    try {
      const truth = truthBeside(label.raw, label, shown(entry));
      const notices: string[] = [];
      for (const file of scoreFiles)
        if ((await this.#take(entry, file)) === 'offered')
          notices.push(`${file.name} ${NOT_TURNED}`);
      return await entry.use(() => work(entry, truth, notices));
    } finally {
      entry.release();
    }
  }
}

/** Decoded before its picture is: a broken label costs no picture. */
type OpenedLabel = Pick<LabelSource, 'reading' | 'turn' | 'leftOut'> & { raw: RawLabel };

async function opened(label: LabelSource): Promise<OpenedLabel> {
  return { raw: await decodeLabelFile(label.blob), ...label };
}

async function truthOf(label: LabelSource): Promise<GroundTruth> {
  return truthAlone(await decodeLabelFile(label.blob), label);
}

/** @throws AnomalensError `label-values`. */
function refuseClasses(reading: LabelReading): void {
  if (isClosedSet(reading))
    throw new AnomalensError(
      'label-values',
      'The label holds classes, which have no anomalous components.',
    );
}
