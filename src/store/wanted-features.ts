/** What is known of the shown regions beyond what the worker reports: their features. */

import { leftOutKey } from '#src/core/ground-truth/left-out';
import { FEATURES } from '#src/core/meta/feature-names';
import { removalKey } from '#src/core/meta/removal';
import type { Requests } from '#src/protocol/requests';
import { activeClassifier, removalOf } from '#src/store/classifiers';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { hasRegionFeatures, shownSettings } from '#src/store/models';
import { activeMethod, activePane, currentRegions, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';

export type WantedFeatures = Requests['regionFeatures']['params'] & {
  /** All of the above as text. */
  key: string;
};

/**
 * Wanted where a meta classifier reads them or a region is selected. Null for an imported score,
 * and until the worker has reported the regions at the present threshold.
 */
export function wantedFeatures(state: State): WantedFeatures | null {
  const regions = currentRegions(state);
  const info = activeMethod(state);
  const { view } = state;
  if (!hasRegionFeatures(state) || !regions || regions.regionCount === 0) return null;
  if (!activeClassifier(state) && view.highlightedRegion === null) return null;
  const { pictureId, threshold, minArea } = regions;
  const removal = removalOf(state, info);
  const leftOut = shownLeftOut(state);
  if (
    threshold !== thresholdOf(state, info) ||
    minArea !== view.minArea ||
    regions.removalKey !== removalKey(removal) ||
    regions.leftOutKey !== leftOutKey(leftOut)
  )
    return null;
  const settings = shownSettings(state, activePane(state));
  const params = { pictureId, settings, threshold, minArea };
  const key = JSON.stringify([params, regions.removalKey, regions.leftOutKey]);
  return { ...params, removal, leftOut, key };
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
