/** The distances of a person's own features, after a fit to ordinary pictures (docs/methods.md 1.7). */

import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { defineMethod, type Method, type MethodDefinition } from './define-method';
import { methods } from './registry';

/**
 * The methods that read the features of a person's own network.
 * @param title what its card calls it.
 */
export function featureDistances(modelId: string, title: string, fit: NetworkFit): Method[] {
  const { features } = fit;
  if (!features) return [];
  const published = methods.find(({ id }) => id === 'mahalanobis') as Method;
  const shared = {
    group: 'own-network',
    label: 'your own network',
    range: { min: 0, max: Number.POSITIVE_INFINITY },
    model: modelId,
    parameters: [],
    blur: false,
    calibration: fit.calibration,
  } as const satisfies Partial<MethodDefinition>;
  return [
    defineMethod({
      ...shared,
      id: `${modelId}-mahalanobis`,
      title: `Mahalanobis distance (${title})`,
      shortTitle: `Mahalanobis, ${title}`,
      summary: `How far the features before the classifier lie from the nearest of ${features.classes} class means of your ordinary pictures, in units of the spread within classes. Pixels went to the class that the network predicted, as there are no labels; all classes share one covariance.`,
      formula: published.formula,
      paper: published.paper,
      unit: published.unit,
      score: { reads: 'features', fitted: 'mahalanobis' },
    }),
    defineMethod({
      ...shared,
      id: `${modelId}-prototype`,
      title: `Nearest prototype (${title})`,
      shortTitle: `Prototype, ${title}`,
      summary: `How far the features before the classifier lie from the nearest of ${features.classes} prototypes, the class means of your ordinary pictures. Unlike the Mahalanobis distance every direction counts the same.`,
      formula: 'min_c ‖f − μ_c‖² / σ²',
      paper: {
        title: 'Deep Metric Learning for Open World Semantic Segmentation',
        authors: 'Cen et al.',
        year: 2021,
        url: 'https://arxiv.org/abs/2108.04562',
      },
      unit: 'mean variances',
      score: { reads: 'features', fitted: 'prototype' },
    }),
  ];
}
