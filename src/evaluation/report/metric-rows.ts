/** The rows of the results by the chosen definition; fractions 0..1. */

import { type DefinitionId, meanOverImages } from '#src/core/metrics/definitions';
import type { MetricIntervals } from '#src/core/metrics/intervals';
import type { PixelMetrics } from '#src/core/metrics/pixel-metrics';
import type { Evaluation } from '#src/evaluation/types';

export interface MetricRow extends PixelMetrics {
  methodId: string;
  sIoU: number | null;
  PPV: number | null;
  F1: number | null;
  /** Null where the definition has none: they are of the pooled metrics. */
  intervals: MetricIntervals | null;
}

/**
 * Components are of the whole set: at SegmentMeIfYouCan's threshold in its definition, else at the
 * pooled one, since the mean over images has no threshold.
 */
export function metricRows({ methods, images }: Evaluation, definition: DefinitionId): MetricRow[] {
  return methods.map(({ methodId, pooled, smiyc, intervals, components }) => {
    const isSmiyc = definition === 'SMIYC';
    const ofDefinition = isSmiyc ? components.smiyc : components.pooled;
    const { sIoU, PPV, F1 } = ofDefinition ?? { sIoU: null, PPV: null, F1: null };
    const wholeSet = isSmiyc ? smiyc : pooled;
    const pixels =
      definition === 'per-image'
        ? meanOverImages(images.map((image) => image.methods[methodId] as PixelMetrics))
        : wholeSet;
    return {
      ...pixels,
      methodId,
      sIoU,
      PPV,
      F1,
      intervals: definition === 'pooled' ? intervals : null,
    };
  });
}

/** The best row of each metric, if there are several: lowest FPR95, highest of the others. */
export function bestRows(rows: readonly MetricRow[]): Partial<Record<keyof MetricRow, string>> {
  if (rows.length < 2) return {};
  const names = ['AP', 'AUROC', 'FPR95', 'bestF1', 'sIoU', 'PPV', 'F1'] as const;
  const best = names.map((name) => {
    const sign = name === 'FPR95' ? -1 : 1;
    const known = rows.filter((row) => row[name] !== null);
    const top = known.reduce<MetricRow | null>(
      (a, b) => (a && sign * (a[name] ?? 0) >= sign * (b[name] ?? 0) ? a : b),
      null,
    );
    return [name, top?.methodId];
  });
  return Object.fromEntries(best.filter(([, id]) => id));
}
