import { bootstrapSamples, differenceIntervals, intervalsOf, type MetricSamples } from '#src/core/metrics/bootstrap';
import { type MaskMetrics, maskMetrics } from '#src/core/metrics/mask-curve';
import { pairedDifference, pairedF1Difference } from '#src/core/metrics/paired-bootstrap';
import { type SparseHistogram, unpackSparse } from '#src/core/metrics/sparse-histogram';
import { timeSlices } from '#src/core/time-slices';
import type { JournalEntry } from '#src/evaluation/checkpoint';
import type { MethodComponents } from '#src/evaluation/component-pass';
import type { EvaluationControl, MaskDifference, MethodResult } from '#src/evaluation/types';
import { sourceIdOf, sweepRange } from '#src/methods/mask-comparison';
import type { MethodSettings, PooledMetrics } from '#src/workers/protocol';

/** What every other method is compared with: the plain score of the base network that separates best on most sets. */
const BASELINE = 'energy';

/**
 * One result per method that an image was counted for, in the order of the settings. The intervals of a large set take seconds:
 * they leave room for everything else on this thread.
 * @param components by method id; null for a shard.
 * @throws AnomalensError `cancelled`.
 */
export async function methodResults(
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
  journal: readonly JournalEntry[],
  components: ReadonlyMap<string, MethodComponents> | null,
  { signal, onProgress }: EvaluationControl,
): Promise<MethodResult[]> {
  const masks = masksOf(settings, journal);
  const found: { result: Omit<MethodResult, 'difference'>; samples: MetricSamples }[] = [];
  for (const [at, one] of settings.entries()) {
    const metrics = pooled.find(({ methodId }) => methodId === one.methodId);
    if (!metrics) continue;
    onProgress?.({ phase: 'intervals', done: at, total: settings.length, stem: one.methodId });
    const images = await unpacked(journal, at, signal);
    const samples = await bootstrapSamples(images, { signal });
    const intervals = intervalsOf(samples);
    const ownMasks = masks.get(one.methodId);
    found.push({
      result: {
        ...metrics,
        settings: one,
        intervals,
        components: components?.get(one.methodId)?.metrics ?? null,
        masks: ownMasks ? { ...ownMasks, difference: maskDifference(one, masks, components) } : null,
      },
      samples,
    });
  }
  const baseline = found.find(({ result }) => result.methodId === BASELINE);
  return found.map((one) => ({
    ...one.result,
    difference: baseline && baseline !== one ? differenceTo(baseline.samples, one.samples) : null,
  }));
}

/** Of the methods that are measured as masks in every image. */
function masksOf(settings: readonly MethodSettings[], journal: readonly JournalEntry[]): Map<string, MaskMetrics> {
  const found = new Map<string, MaskMetrics>();
  for (const { methodId } of settings) {
    const curves = journal.flatMap(({ result }) => result.masks[methodId] ?? []);
    const metrics = curves.length === journal.length ? maskMetrics(curves, sweepRange(methodId)) : null;
    if (metrics) found.set(methodId, metrics);
  }
  return found;
}

/** Of S2M to its source; null for every other method, and where the source has not been measured. */
function maskDifference(
  one: MethodSettings,
  masks: ReadonlyMap<string, MaskMetrics>,
  components: ReadonlyMap<string, MethodComponents> | null,
): MaskDifference | null {
  const source = sourceIdOf(one);
  if (!source) return null;
  const [own, baseline] = [one.methodId, source].map((id) => ({ masks: masks.get(id), components: components?.get(id) }));
  if (!own.masks || !baseline.masks) return null;
  return {
    to: source,
    IoU: pairedDifference(own.masks.IoUPerImage, baseline.masks.IoUPerImage),
    componentF1: own.components && baseline.components ? pairedF1Difference(own.components.perImage, baseline.components.perImage) : null,
  };
}

function differenceTo(baseline: MetricSamples, samples: MetricSamples): MethodResult['difference'] {
  const { AP, FPR95 } = differenceIntervals(samples, baseline);
  return { to: BASELINE, AP, FPR95 };
}

async function unpacked(journal: readonly JournalEntry[], method: number, signal?: AbortSignal): Promise<SparseHistogram[]> {
  const rest = timeSlices(signal);
  const images: SparseHistogram[] = [];
  for (const { bootstraps } of journal) {
    images.push(unpackSparse(bootstraps[method]));
    await rest();
  }
  return images;
}
