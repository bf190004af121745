/** A fitted meta classifier: how likely a region is a false positive, and why. */
import { AnomalensError } from '../errors';
import { FEATURE_NAMES, FEATURES } from './feature-names';
import { fitLogistic, probabilityOf } from './logistic-regression';
import { type Standardisation, standardisation, standardised } from './standardise';

/** `[75]` each, in the order of `features`. */
export interface MetaModel extends Standardisation {
  features: string[];
  /** One for each standardised feature. */
  weights: number[];
  intercept: number;
}

/**
 * A meta classifier and what it was fitted to: what a method ships, and what the page saves and
 * loads.
 */
export interface FittedMetaModel extends MetaModel {
  method: string;
  /** SHA-256 of the model file that the regions come from. */
  model: string;
  /**
   * Raw thresholds of the regions; at other ones the classifier is asked about regions of another
   * kind.
   */
  thresholds: number[];
  longSide: number;
  images: number;
  /** Number of regions; files that the page has saved have it under this name. */
  segments: number;
}

export interface MetaVerdict {
  /** P(false positive), 0..1. */
  probability: number;
  logOdds: number;
  /** `[75]`, weight times standardised feature: with the intercept they sum to the log-odds. */
  contributions: number[];
}

/** Fits to `features [n, 75]` and `targets [n]`, 1 for a false positive. */
export function fitMetaModel(features: Float64Array, targets: Uint8Array): MetaModel {
  const { mean, scale } = standardisation(features, FEATURES);
  const values = standardised(features, { mean, scale });
  const weights = Array.from(
    fitLogistic({ rows: targets.length, columns: FEATURES + 1, values, targets }),
  );
  return {
    features: [...FEATURE_NAMES],
    mean,
    scale,
    weights: weights.slice(0, FEATURES),
    intercept: weights[FEATURES] as number,
  };
}

/** P(false positive) `[n]` of `features [n, 75]`. @throws AnomalensError as `judgeRegion`. */
export function falsePositiveProbabilities(
  model: MetaModel,
  features: Float64Array,
): Float64Array<ArrayBuffer> {
  const rows = features.length / FEATURES;
  return Float64Array.from(
    { length: rows },
    (_, row) =>
      judgeRegion(model, features.subarray(row * FEATURES, (row + 1) * FEATURES)).probability,
  );
}

/**
 * @param features `[75]` of one region. @throws AnomalensError `option-invalid` when the model
 * reads other features.
 */
export function judgeRegion(
  { features: names, mean, scale, weights, intercept }: MetaModel,
  features: Float64Array,
): MetaVerdict {
  if (names.length !== FEATURES || names.some((name, f) => name !== FEATURE_NAMES[f]))
    throw new AnomalensError(
      'option-invalid',
      'This meta classifier reads other features than the regions have.',
    );
  const contributions = weights.map(
    (weight, f) =>
      (weight * ((features[f] as number) - (mean[f] as number))) / (scale[f] as number),
  );
  const logOdds = contributions.reduce((sum, contribution) => sum + contribution, intercept);
  return { probability: probabilityOf(logOdds), logOdds, contributions };
}
