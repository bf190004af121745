/** Component metrics of the whole set, at the threshold of each method's best F1 over all images. */
import { AnomalensError } from '#src/core/errors';
import {
  type ComponentCounts,
  type ComponentFilters,
  type ComponentMetrics,
  componentMetrics,
  sumComponentCounts,
} from '#src/core/metrics/component-metrics';
import type { Engine } from '#src/engine-client/engine';
import type { LoadedItem } from '#src/evaluation/fingerprint';
import type { EvaluationControl } from '#src/evaluation/types';
import type { MethodSettings, PooledMetrics } from '#src/workers/protocol';

export interface ComponentImage {
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

/** What the pass finds of one method. */
export interface MethodComponents {
  metrics: ComponentMetrics;
  /** Of every image that did not fail, in the order of the items: the same images for all methods. */
  perImage: ComponentCounts[];
}

/**
 * By method id; methods without a threshold are left out. The counts are added in the order of the items.
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
): Promise<Map<string, MethodComponents>> {
  const thresholds = new Map(pooled.map(({ methodId, pooled: { threshold } }) => [methodId, threshold]));
  const measured = settings.filter(({ methodId }) => typeof thresholds.get(methodId) === 'number');
  const levels = measured.map(({ methodId }) => thresholds.get(methodId) ?? 0);
  const perImage = measured.map((): ComponentCounts[] => []);
  for (const [done, item] of measured.length > 0 ? items.entries() : []) {
    onProgress?.({ phase: 'components', done, total: items.length, stem: item.stem });
    try {
      const counts = await retried(async () => request(engine, await item.load(), measured, levels, filters, signal));
      counts.forEach((one, at) => {
        perImage[at].push(one);
      });
    } catch (error) {
      if (signal?.aborted || engine.state === 'failed') throw error;
      fail(item.stem, error);
    }
  }
  const found = perImage.map((counts) => ({ metrics: componentMetrics(sumComponentCounts(counts)), perImage: counts }));
  return new Map(measured.map(({ methodId }, at) => [methodId, found[at]]));
}

async function request(
  engine: Engine,
  { label, encoding, source, scoresOf }: ComponentImage,
  settings: MethodSettings[],
  thresholds: number[],
  filters: ComponentFilters,
  signal?: AbortSignal,
) {
  const shared = { label: { ...label, hint: null, encoding }, settings, thresholds, filters };
  const scores: Float32Array[] = [];
  for (const { methodId } of settings) {
    const saved = await scoresOf(methodId);
    if (saved) scores.push(saved);
  }
  if (scores.length === settings.length) {
    const transfer = scores.map(({ buffer }) => buffer as ArrayBuffer);
    return engine.request('evaluateComponents', { ...shared, scores }, { signal, transfer });
  }
  if (!source) throw new AnomalensError('score-unreadable', 'A saved score is missing, and so is the image to compute it from.');
  return engine.request('evaluateComponents', { ...shared, source: { kind: 'file', ...source } }, { signal });
}

/** Once more after the worker died: this pass leaves nothing in it. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const died = error instanceof AnomalensError && (error.code === 'engine-crashed' || error.code === 'device-lost');
    if (!died) throw error;
    return work();
  }
}
