/**
 * The second pass over a set: components at the thresholds of each method's best F1 over all images,
 * and masks over a sweep of its scores.
 */
import { AnomalensError } from '#src/core/errors';
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { LoadedItem } from '#src/evaluation/fingerprint';
import type { EvaluationControl } from '#src/evaluation/types';
import { measuredAsMasks } from '#src/methods/mask-comparison';
import { methodById } from '#src/methods/registry';
import type { ComponentAnswer, ComponentQuestion, PooledMetrics } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

interface ComponentImage {
  stem: string;
  label: LoadedItem['label'];
  encoding: LoadedItem['encoding'];
  /** Where no scores were saved, the network runs again. */
  source: LoadedItem['image'] | null;
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

/**
 * Every image that does not fail, in the order of the items; none of a set without methods, as one
 * of classes is.
 * @param fail takes the error of one image, which is left out.
 * @throws AnomalensError `cancelled`, of the engine when it does not come back.
 */
export async function componentPass(
  engine: Engine,
  items: readonly ComponentItem[],
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
  filters: ComponentFilters,
  { signal, onProgress }: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<ComponentsOfImage[]> {
  const questions = questionsFor(settings, pooled);
  const results: ComponentsOfImage[] = [];
  for (const [done, item] of questions.length > 0 ? items.entries() : []) {
    onProgress?.({ phase: 'components', done, total: items.length, stem: item.stem });
    try {
      const answers = await retried(async () =>
        request(engine, await item.load(), questions, filters, signal),
      );
      results.push({
        stem: item.stem,
        answers: Object.fromEntries(
          answers.map((answer, index) => [
            (questions[index] as ComponentQuestion).settings.methodId,
            answer,
          ]),
        ),
      });
    } catch (error) {
      if (signal?.aborted || engine.state === 'failed') throw error;
      fail(item.stem, error);
    }
  }
  return results;
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
    const { defaultThreshold } = methodById(methodSettings.methodId);
    const thresholds = {
      pooled: metrics?.pooled.threshold ?? null,
      smiyc: metrics?.smiyc.threshold ?? null,
    };
    return { settings: methodSettings, thresholds, sweep, defaultThreshold };
  });
}

async function request(
  engine: Engine,
  { label, encoding, source, scoresOf }: ComponentImage,
  questions: ComponentQuestion[],
  filters: ComponentFilters,
  signal?: AbortSignal,
): Promise<ComponentAnswer[]> {
  const shared = { label: { ...label, hint: null, encoding }, questions, filters };
  const scores: Float32Array[] = [];
  for (const { settings } of questions) {
    const saved = await scoresOf(settings.methodId);
    if (saved) scores.push(saved);
  }
  if (scores.length === questions.length) {
    const transfer = scores.map(({ buffer }) => buffer as ArrayBuffer);
    return engine.request('evaluateComponents', { ...shared, scores }, { signal, transfer });
  }
  if (!source)
    throw new AnomalensError(
      'score-unreadable',
      'A saved score is missing, and so is the image to compute it from.',
    );
  return engine.request('evaluateComponents', { ...shared, source }, { signal });
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
