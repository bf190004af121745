/**
 * A pass over a set whose pooled bins leave a threshold open, that of the best F1 or one that a person
 * wishes for: the images' own scores within these bins say which it is, so that components do not
 * depend on the bins.
 */

import { joinSparse } from '#src/core/metrics/smiyc-metrics';
import {
  emptySparse,
  type SparseHistogram,
  unpackSparse,
} from '#src/core/metrics/sparse-histogram';
import {
  binsWithin,
  type SearchRange,
  searchedThreshold,
} from '#src/core/metrics/threshold-search';
import { searchedPoint } from '#src/core/operating-point/point-search';
import type { Engine } from '#src/engine-client/engine';
import { type ComponentItem, paramsOf, passOver } from '#src/evaluation/component-pass';
import type { SettledMetrics } from '#src/evaluation/operating-points';
import type { EvaluationControl } from '#src/evaluation/types';
import type { SummaryMetrics } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

const KEY_BITS = 32;

interface Searched {
  settings: MethodSettings;
  /** For all that is looked for. */
  ranges: SearchRange[];
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
): Promise<SettledMetrics[]> {
  const searched = settings.flatMap((methodSettings): Searched[] => {
    const own = pooled.find(({ methodId }) => methodId === methodSettings.methodId);
    const ranges = own ? openRanges(own) : [];
    if (ranges.length === 0) return [];
    return [{ settings: methodSettings, ranges, inside: emptySparse(KEY_BITS, 0) }];
  });
  const ofMethods = searched.map((method) => method.settings);
  const open = searched.length > 0 ? items : [];
  await passOver(engine, open, 'threshold', control, fail, async (image) => {
    const questions = searched.map(({ settings: methodSettings, ranges }) => ({
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
  return pooled.map((metrics) => {
    const method = searched.find(({ settings: { methodId } }) => methodId === metrics.methodId);
    return settledBy(metrics, method?.inside ?? emptySparse(KEY_BITS, 0));
  });
}

/** Bins that any search leaves open, ascending: searches can leave open the same ones. */
function openRanges({ search, operating }: SummaryMetrics): SearchRange[] {
  const all = [search, ...(operating?.searches ?? [])].flatMap((own) => own?.ranges ?? []);
  const byStart = new Map(all.map((range) => [range.from, range]));
  return [...byStart.values()].sort((a, b) => a.from - b.from);
}

/** @param inside what the images hold within all open ranges. */
function settledBy(
  { search, operating, ...metrics }: SummaryMetrics,
  inside: SparseHistogram,
): SettledMetrics {
  const best = search && searchedThreshold(search, binsWithin(inside, search.ranges));
  const { searches, ...asked } = operating ?? { searches: [] };
  const points = searches.map((own) => searchedPoint(own, inside));
  return {
    ...metrics,
    ...(best && { pooled: { ...metrics.pooled, ...best } }),
    ...('wishes' in asked && { settled: { ...asked, points } }),
  };
}
