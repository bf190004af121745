/** Regions that a meta classifier takes for false positives are removed (Chan et al. 2021). */
import type { FittedMetaModel } from './meta-model';

/** A meta classifier in use. */
export interface MetaClassifier {
  /** Tells the classifiers of one method apart. */
  serial: number;
  model: FittedMetaModel;
}

export interface Removal {
  /** Regions of a larger P(false positive), 0..1, are removed. */
  above: number;
  classifier: MetaClassifier;
}

/** What pixels get that must not count: finite, and below every threshold. */
export const BELOW_ALL = -3e38;

/** Two removals with the same key remove the same regions; empty for none. */
export function removalKey(removal: Removal | null): string {
  return removal ? `${removal.above}|${removal.classifier.serial}` : '';
}

/**
 * A score in which removed regions lie below every threshold.
 * @param ids region of each pixel, 1..n, 0 outside, as long as `scores`.
 * @param probabilities P(false positive) `[n]`.
 */
export function withoutRegions(
  scores: Float32Array,
  ids: Uint32Array,
  probabilities: Float64Array,
  above: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(scores, (score, pixel) => {
    const id = ids[pixel] as number;
    return id > 0 && (probabilities[id - 1] as number) > above ? BELOW_ALL : score;
  });
}
