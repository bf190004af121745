/** What is known of the shown components beyond what the worker reports: their features. */
import { FEATURES } from '#src/core/meta/feature-names';
import { removalKey } from '#src/core/meta/removal';
import type { Requests } from '#src/protocol/requests';
import { activeClassifier, removalOf } from '#src/store/classifiers';
import { settingsOf } from '#src/store/method-info';
import { activeMethod, currentSegments, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';

export type WantedFeatures = Requests['segmentFeatures']['params'] & {
  /** All of the above as text. */
  key: string;
};

/**
 * Wanted where a meta classifier reads them or a component is selected. Null for an imported score,
 * and until the worker has reported the components at the present threshold.
 */
export function wantedFeatures(state: State): WantedFeatures | null {
  const segments = currentSegments(state);
  const info = activeMethod(state);
  const { view } = state;
  if (!info.method || !segments || segments.componentCount === 0) return null;
  if (!activeClassifier(state) && view.highlightedComponent === null) return null;
  const { pictureId, threshold, minArea } = segments;
  const removal = removalOf(state, info);
  if (
    threshold !== thresholdOf(state, info) ||
    minArea !== view.minArea ||
    segments.removalKey !== removalKey(removal)
  )
    return null;
  const params = { pictureId, settings: settingsOf(info, view.parameters), threshold, minArea };
  return { ...params, removal, key: JSON.stringify([params, segments.removalKey]) };
}

/**
 * `[n, 75]` of the active pane's components by id, or null while those of others are the last
 * known.
 */
export function currentFeatures(state: State): Float64Array | null {
  const { segmentFeatures } = state.results;
  return segmentFeatures && segmentFeatures.key === wantedFeatures(state)?.key
    ? segmentFeatures.features
    : null;
}

/** `[75]` of the component of that id. @param features `[n, 75]` by id. */
export function featuresOfComponent(features: Float64Array, id: number): Float64Array {
  return features.subarray((id - 1) * FEATURES, id * FEATURES);
}
