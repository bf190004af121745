/** What is known of the shown regions beyond what the worker reports: their features. */
import { FEATURES } from '#src/core/meta/feature-names';
import { activeClassifier } from '#src/store/classifiers';
import { hasRegionFeatures } from '#src/store/models';
import { type ShownRegions, shownRegions } from '#src/store/regions/shown-regions';
import type { State } from '#src/store/state';

export type WantedFeatures = ShownRegions;

/** Wanted where a meta classifier reads them or a region is selected; null for an imported score. */
export function wantedFeatures(state: State): WantedFeatures | null {
  if (!hasRegionFeatures(state)) return null;
  if (!activeClassifier(state) && state.view.highlightedRegion === null) return null;
  return shownRegions(state);
}

/**
 * `[n, 75]` of the active pane's regions by id, or null while those of others are the last
 * known.
 */
export function currentFeatures(state: State): Float64Array | null {
  const { regionFeatures } = state.results;
  return regionFeatures && regionFeatures.key === wantedFeatures(state)?.key
    ? regionFeatures.features
    : null;
}

/** `[75]` of the region of that id. @param features `[n, 75]` by id. */
export function featuresOfRegion(features: Float64Array, id: number): Float64Array {
  return features.subarray((id - 1) * FEATURES, id * FEATURES);
}
