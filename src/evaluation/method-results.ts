import { bootstrapIntervals } from '#src/core/metrics/bootstrap';
import type { ComponentMetrics } from '#src/core/metrics/component-metrics';
import { unpackSparse } from '#src/core/metrics/sparse-histogram';
import type { JournalEntry } from '#src/evaluation/checkpoint';
import type { MethodResult } from '#src/evaluation/types';
import type { MethodSettings, PooledMetrics } from '#src/workers/protocol';

/** One result per method that an image was counted for, in the order of the settings. @param components by method id; null for a shard. */
export function methodResults(
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
  journal: readonly JournalEntry[],
  components: ReadonlyMap<string, ComponentMetrics> | null,
): MethodResult[] {
  return settings.flatMap((one, at) => {
    const metrics = pooled.find(({ methodId }) => methodId === one.methodId);
    if (!metrics) return [];
    const intervals = bootstrapIntervals(journal.map(({ bootstraps }) => unpackSparse(bootstraps[at])));
    return [{ ...metrics, settings: one, intervals, components: components?.get(one.methodId) ?? null }];
  });
}
