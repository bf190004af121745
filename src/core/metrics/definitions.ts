import type { PixelMetrics } from './pixel-metrics';

export type DefinitionId = 'pooled' | 'per-image' | 'SMIYC';

/** How the pixels of several images become one number. */
export interface MetricDefinition {
  id: DefinitionId;
  title: string;
  /** Shown beside every number: definitions can move AP by tens of points. */
  sentence: string;
}

export const DEFINITIONS: Record<DefinitionId, MetricDefinition> = {
  pooled: {
    id: 'pooled',
    title: 'Pooled',
    sentence:
      'All pixels of all images together, void left out: AP as the step sum with ties grouped, FPR at the first threshold with a recall of at least 95 % (Fishyscapes).',
  },
  'per-image': {
    id: 'per-image',
    title: 'Mean over images',
    sentence:
      'Each image by itself, then the mean over the images that hold both anomaly and normal pixels: usually looks better than pooled, do not compare the two.',
  },
  SMIYC: {
    id: 'SMIYC',
    title: 'SegmentMeIfYouCan',
    sentence:
      'All images together, each pixel counted at the lower edge of the bin of its image (between 384 percentiles of the anomalous and 384 of the normal scores): AP as the step sum over the edges; components at the best F1 of that curve, score > threshold.',
  },
};

/**
 * The per-image definition: means over the images where the metrics are defined, null if there are
 * none. It has no one threshold.
 */
export function meanOverImages(images: readonly PixelMetrics[]): PixelMetrics {
  const both = images.filter(({ AP }) => AP !== null);
  const mean = (name: keyof PixelMetrics) =>
    both.length === 0
      ? null
      : both.reduce((total, image) => total + (image[name] ?? 0), 0) / both.length;
  return {
    AP: mean('AP'),
    AUROC: mean('AUROC'),
    FPR95: mean('FPR95'),
    bestF1: mean('bestF1'),
    threshold: null,
    prior: mean('prior'),
  };
}
