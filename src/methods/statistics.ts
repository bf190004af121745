import { AnomalensError } from '#src/core/errors';
import type { Classifier } from '#src/gpu/ops/dropout/cpu';
import type { WhitenedClasses } from '#src/gpu/ops/mahalanobis/cpu';
import type { MaxLogitStatistics } from '#src/gpu/ops/sml/cpu';

/**
 * Numbers of the base network and its training pictures, written by
 * `training/measure/feature_statistics.py`.
 */
export interface BaseStatistics {
  /** SHA-256 of the model file that they belong to. */
  model: string;
  images: number;
  pixels: number;
  maxLogit: MaxLogitStatistics;
  classifier: Classifier;
  mahalanobis: WhitenedClasses;
}

/**
 * A chunk of its own, loaded when a comparator is first computed. @throws AnomalensError
 * `model-download`.
 */
export async function loadStatistics(): Promise<BaseStatistics> {
  try {
    return (await import('./data/base.statistics.json')).default;
  } catch (cause) {
    throw new AnomalensError(
      'model-download',
      'The statistics of the base network could not be loaded.',
      true,
      { cause },
    );
  }
}
