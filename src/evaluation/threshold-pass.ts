/**
 * A pass over a set whose pooled bins leave the threshold of the best F1 open: the images' own
 * scores within these bins say which it is, so that components do not depend on the bins.
 */

import { joinSparse } from '#src/core/metrics/smiyc-metrics';
import {
  emptySparse,
  type SparseHistogram,
  unpackSparse,
} from '#src/core/metrics/sparse-histogram';
import { searchedThreshold, type ThresholdSearch } from '#src/core/metrics/threshold-search';
import type { Engine } from '#src/engine-client/engine';
import { type ComponentItem, paramsOf, passOver } from '#src/evaluation/component-pass';
import type { EvaluationControl } from '#src/evaluation/types';
import type { PooledMetrics, SummaryMetrics } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

const KEY_BITS = 32;

interface Searched {
  settings: MethodSettings;
  search: ThresholdSearch;
  inside: SparseHistogram;
}

/**
 * The metrics with exact thresholds; the same ones where the bins are exact, without a look at any
 * image. What an image that fails would have said is missing, as it is in the next pass.
 * @param fail takes the error of one image. @throws AnomalensError as `componentPass`.
 */
export async function thresholdPass(
  engine: Engine,
  items: readonly ComponentItem[],
  settings: readonly MethodSettings[],
  pooled: readonly SummaryMetrics[],
  control: EvaluationControl,
  fail: (stem: string, error: unknown) => void,
): Promise<PooledMetrics[]> {
  const searched = settings.flatMap((methodSettings): Searched[] => {
    const search = pooled.find(({ methodId }) => methodId === methodSettings.methodId)?.search;
    return search ? [{ settings: methodSettings, search, inside: emptySparse(KEY_BITS, 0) }] : [];
  });
  const ofMethods = searched.map((method) => method.settings);
  const open = searched.length > 0 ? items : [];
  await passOver(engine, open, 'threshold', control, fail, async (image) => {
    const questions = searched.map(({ settings: methodSettings, search: { ranges } }) => ({
      settings: methodSettings,
      ranges,
    }));
    const { params, transfer } = await paramsOf(image, ofMethods);
    const answers = await engine.request(
      'evaluateWithin',
      { ...params, questions },
      { signal: control.signal, transfer },
    );
    for (const [index, method] of searched.entries())
      method.inside = joinSparse(method.inside, unpackSparse(answers[index] as Uint8Array));
  });
  return pooled.map(({ search: _, ...metrics }) => {
    const method = searched.find(({ settings: { methodId } }) => methodId === metrics.methodId);
    if (!method) return metrics;
    return {
      ...metrics,
      pooled: { ...metrics.pooled, ...searchedThreshold(method.search, method.inside) },
    };
  });
}
