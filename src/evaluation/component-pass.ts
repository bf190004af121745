/**
 * The second pass over a set: components at the thresholds of each method's best F1 over all images,
 * and masks over a sweep of its scores.
 */
import { AnomalensError } from '#src/core/errors';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { AlarmPools } from '#src/evaluation/operating-points';
import type { SlicePools } from '#src/evaluation/slice-pools';
import type { EvaluationControl, EvaluationProgress } from '#src/evaluation/types';
import { measuredAsMasks } from '#src/methods/mask-comparison';
import { measuredThreshold } from '#src/methods/own-methods';
import type { ComponentAnswer, ComponentQuestion, PooledMetrics } from '#src/protocol/evaluation';
import type { LabelledScores } from '#src/protocol/evaluation-requests';
import type { LabelSource } from '#src/protocol/labels';
import type { FrameSource } from '#src/protocol/pictures';
import { hasScoreOf, type MethodSettings, type ScoreSource } from '#src/protocol/scores';

interface ComponentImage {
  stem: string;
  label: LabelSource;
  /** Where no scores were saved, the network runs again; null where the picture is not there. */
  source: FrameSource | null;
  /** Scores of the methods that are none of the page. */
  scoreFiles: ScoreSource[];
  /** `[H,W]` of one method as saved, or null. */
  scoresOf(methodId: string): Promise<Float32Array | null>;
}

/** An image, loaded when its turn comes. */
export interface ComponentItem {
  stem: string;
  load(): Promise<ComponentImage>;
}

/** What one image says, by method id. */
export interface ComponentsOfImage {
  stem: string;
  answers: Record<string, ComponentAnswer>;
}

/** What is asked of every image besides its thresholds. */
export interface AtThresholds {
  filters: ComponentFilters;
  slices: Pick<SlicePools, 'kinds' | 'add'> | null;
  /** What the thresholds give is counted in all images, not in those without anomalies alone. */
  alarms?: boolean;
  /** Take false alarms at the thresholds that a person wishes for; absent where nobody does. */
  alarmPools?: AlarmPools;
}

/**
 * Every image that does not fail, in the order of the items; none of a set without methods, as one
 * of classes is.
 * @param slices takes what each image says of them, folder by folder; null where nobody asks.
 * @param fail takes the error of one image, which is left out.
 * @throws AnomalensError `cancelled`, of the engine when it does not come back.
 */
export async function componentPass(
  engine: Engine,
  items: readonly ComponentItem[],
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
  { filters, slices, alarms = false, alarmPools }: AtThresholds,
  control: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<ComponentsOfImage[]> {
  const questions = questionsFor(settings, pooled).map((question) => {
    const alarmsAt = alarmPools?.get(question.settings.methodId)?.thresholds;
    return {
      ...question,
      ...(slices && { slices: slices.kinds }),
      ...(alarms && { alarms }),
      ...(alarmsAt && { alarmsAt }),
    };
  });
  const results: ComponentsOfImage[] = [];
  if (questions.length === 0) return results;
  const folderOf = ({ stem }: { stem: string }) => stem.slice(0, stem.lastIndexOf('/') + 1);
  const byFolder = (a: ComponentItem, b: ComponentItem) => (folderOf(a) < folderOf(b) ? -1 : 1);
  const ordered = slices
    ? items.toSorted((a, b) => (folderOf(a) === folderOf(b) ? 0 : byFolder(a, b)))
    : items;
  await passOver(engine, ordered, 'components', control, fail, async (image) => {
    const { params, transfer } = await paramsOf(image, settings);
    const answers = await engine.request(
      'evaluateComponents',
      { ...params, questions, filters },
      { signal: control.signal, transfer },
    );
    const ofMethods = answers.map(
      (answer, index) =>
        [(questions[index] as ComponentQuestion).settings.methodId, answer] as const,
    );
    slices?.add(
      folderOf(image).slice(0, -1),
      new Map(ofMethods.map(([methodId, answer]) => [methodId, answer.slices ?? []])),
    );
    for (const [methodId, { falseAlarms }] of ofMethods)
      alarmPools?.get(methodId)?.add(falseAlarms);
    results.push({
      stem: image.stem,
      // What is pooled already is not kept for every image.
      answers: Object.fromEntries(
        ofMethods.map(([methodId, { slices: _, falseAlarms: __, ...answer }]) => [
          methodId,
          answer,
        ]),
      ),
    });
  });
  const places = new Map(items.map(({ stem }, index) => [stem, index]));
  const placeOf = ({ stem }: ComponentsOfImage) => places.get(stem) as number;
  return results.sort((a, b) => placeOf(a) - placeOf(b));
}

/** Asks about one image after the other; one that fails is left out. */
export async function passOver(
  engine: Engine,
  items: readonly ComponentItem[],
  phase: EvaluationProgress['phase'],
  { signal, onProgress }: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
  ask: (image: ComponentImage) => Promise<void>,
): Promise<void> {
  for (const [done, item] of items.entries()) {
    onProgress?.({ phase, done, total: items.length, stem: item.stem });
    try {
      await retried(async () => ask(await item.load()));
    } catch (error) {
      if (signal?.aborted || engine.state === 'failed') throw error;
      fail(item.stem, error);
    }
  }
}

function questionsFor(
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
): ComponentQuestion[] {
  const asMasks = measuredAsMasks(settings);
  return settings.map((methodSettings) => {
    const metrics = pooled.find(({ methodId }) => methodId === methodSettings.methodId);
    const sweep = asMasks.has(methodSettings.methodId)
      ? (metrics?.sweep?.thresholds ?? null)
      : null;
    const defaultThreshold = measuredThreshold(methodSettings.methodId);
    const thresholds = {
      pooled: metrics?.pooled.threshold ?? null,
      smiyc: metrics?.smiyc.threshold ?? null,
    };
    return { settings: methodSettings, thresholds, sweep, defaultThreshold };
  });
}

/**
 * What a question about an image takes along: its label, and the saved scores of some methods or
 * the picture to compute all from.
 * @throws AnomalensError `score-unreadable` when there are neither, nor files of all scores.
 */
export async function paramsOf(
  { label, source, scoreFiles, scoresOf }: ComponentImage,
  settings: readonly MethodSettings[],
): Promise<{ params: LabelledScores; transfer: ArrayBuffer[] }> {
  const shared = { label };
  const scores: Float32Array[] = [];
  for (const { methodId } of settings) {
    const saved = await scoresOf(methodId);
    if (saved) scores.push(saved);
  }
  if (scores.length === settings.length)
    return {
      params: { ...shared, scores },
      transfer: scores.map(({ buffer }) => buffer as ArrayBuffer),
    };
  const wanted = scoreFiles.filter((file) =>
    settings.some(({ methodId }) => hasScoreOf(file, methodId)),
  );
  const areAllThere = settings.every(({ methodId }) =>
    wanted.some((file) => hasScoreOf(file, methodId)),
  );
  if (source || areAllThere)
    return { params: { ...shared, source, scoreFiles: wanted }, transfer: [] };
  throw new AnomalensError(
    'score-unreadable',
    'A saved score is missing, and so is the image to compute it from.',
  );
}

/** Once more after the worker died: this pass leaves nothing in it. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isLoss(error)) throw error;
    return work();
  }
}
