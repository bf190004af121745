import {
  bootstrapSamples,
  differenceIntervals,
  intervalsOf,
  type MetricSamples,
} from '#src/core/metrics/bootstrap';
import {
  type ComponentCounts,
  componentMetrics,
  sumComponentCounts,
} from '#src/core/metrics/component-metrics';
import { type MaskMetrics, maskMetrics } from '#src/core/metrics/mask-curve';
import { pairedDifference, pairedF1Difference } from '#src/core/metrics/paired-bootstrap';
import type { SparseHistogram } from '#src/core/metrics/sparse-histogram';
import type { ComponentsOfImage } from '#src/evaluation/component-pass';
import type {
  CleanImages,
  EvaluationControl,
  MaskDifference,
  MaskResult,
  MethodResult,
} from '#src/evaluation/types';
import { sourceIdOf } from '#src/methods/mask-comparison';
import { measuredThreshold } from '#src/methods/own-methods';
import type { ByDefinition, PooledMetrics } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

/**
 * What every other method is compared with where a person says nothing: the plain score of the base
 * network that separates best on most sets.
 */
const USUAL_BASELINE = 'energy';

/** Reads what the bootstrap needs of one image and a method. */
export type BootstrapReader = (methodId: string) => Promise<SparseHistogram>;

/**
 * One result per method that an image was counted for, in the order of the settings. The intervals
 * of a large set take seconds: they leave room for everything else on this thread.
 * @param images in the order of the set. @param components of the second pass; null for a shard.
 * @param baseline id of the method that every other one is compared with; null for the usual one,
 * or the first where that is not measured.
 * @throws AnomalensError `cancelled`, of the readers.
 */
export async function methodResults(
  settings: readonly MethodSettings[],
  pooled: readonly PooledMetrics[],
  images: readonly BootstrapReader[],
  components: readonly ComponentsOfImage[] | null,
  baseline: string | null,
  { signal, onProgress }: EvaluationControl,
): Promise<MethodResult[]> {
  const measured: Measured[] = [];
  for (const [index, methodSettings] of settings.entries()) {
    const own = pooled.find(({ methodId }) => methodId === methodSettings.methodId);
    if (!own) continue;
    const { sweep: _, ...metrics } = own;
    onProgress?.({
      phase: 'intervals',
      done: index,
      total: settings.length,
      stem: methodSettings.methodId,
    });
    const readers = images.map((read) => () => read(methodSettings.methodId));
    const samples = await bootstrapSamples(readers, { signal });
    const intervals = intervalsOf(samples);
    measured.push({
      result: {
        ...metrics,
        settings: methodSettings,
        intervals,
        components: {
          pooled: countsOf(components ?? [], methodSettings.methodId, 'pooled', metricsOf),
          smiyc: countsOf(components ?? [], methodSettings.methodId, 'smiyc', metricsOf),
        },
        clean: components && cleanImages(methodSettings, components),
        masks: maskResult(methodSettings, pooled, components ?? []),
      },
      samples,
    });
  }
  const isCalled = (id: string) => (method: Measured) => method.result.methodId === id;
  const compared = measured.find(isCalled(baseline ?? USUAL_BASELINE)) ?? measured[0];
  return measured.map((method) => ({
    ...method.result,
    difference: compared && compared !== method ? differenceTo(compared, method) : null,
  }));
}

interface Measured {
  result: Omit<MethodResult, 'difference'>;
  samples: MetricSamples;
}

const metricsOf = (counts: readonly ComponentCounts[]) =>
  componentMetrics(sumComponentCounts(counts));

/** What a method's counts give, one per image; null unless it has some of every image. */
function countsOf<T>(
  images: readonly ComponentsOfImage[],
  methodId: string,
  definition: keyof ByDefinition<unknown>,
  use: (counts: readonly ComponentCounts[]) => T,
): T | null {
  const counts = images.flatMap(({ answers }) => answers[methodId]?.counts[definition] ?? []);
  return counts.length > 0 && counts.length === images.length ? use(counts) : null;
}

/** Null for a score from files or of a person's own network, which has no default threshold. */
function cleanImages(
  { methodId }: MethodSettings,
  images: readonly ComponentsOfImage[],
): CleanImages | null {
  const regions = images.flatMap(({ answers }) => answers[methodId]?.falseRegions ?? []);
  const threshold = measuredThreshold(methodId);
  if (threshold === null) return null;
  return {
    images: regions.length,
    withRegion: regions.filter((count) => count > 0).length,
    threshold,
  };
}

/** Null for a method that is not measured as masks. */
function maskResult(
  methodSettings: MethodSettings,
  pooled: readonly PooledMetrics[],
  images: readonly ComponentsOfImage[],
): MaskResult | null {
  const own = masksOf(methodSettings.methodId, pooled, images);
  if (!own) return null;
  const { IoUPerImage, ...metrics } = own;
  const byStem = Object.fromEntries(
    images
      .filter(({ answers }) => answers[methodSettings.methodId]?.masks)
      .map(({ stem }, index) => [stem, IoUPerImage[index] as number]),
  );
  return {
    ...metrics,
    IoUPerImage: byStem,
    difference: maskDifference(methodSettings, own.IoUPerImage, pooled, images),
  };
}

function masksOf(
  methodId: string,
  pooled: readonly PooledMetrics[],
  images: readonly ComponentsOfImage[],
): MaskMetrics | null {
  const sweep = pooled.find((metrics) => metrics.methodId === methodId)?.sweep;
  const curves = images.flatMap(({ answers }) => answers[methodId]?.masks ?? []);
  return sweep ? maskMetrics(curves, sweep) : null;
}

/**
 * S2M against its source; null for every other method, and where the source was not measured.
 */
function maskDifference(
  methodSettings: MethodSettings,
  IoU: readonly number[],
  pooled: readonly PooledMetrics[],
  images: readonly ComponentsOfImage[],
): MaskDifference | null {
  const to = sourceIdOf(methodSettings);
  const source = to && masksOf(to, pooled, images);
  if (!to || !source) return null;
  const componentF1 = countsOf(images, methodSettings.methodId, 'pooled', (own) =>
    countsOf(images, to, 'pooled', (other) => pairedF1Difference(own, other)),
  );
  return { to, IoU: pairedDifference(IoU, source.IoUPerImage), componentF1 };
}

function differenceTo(baseline: Measured, { samples }: Measured): MethodResult['difference'] {
  const { AP, FPR95 } = differenceIntervals(samples, baseline.samples);
  return { to: baseline.result.methodId, AP, FPR95 };
}
