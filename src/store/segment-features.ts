/** What is known of the shown components beyond what the worker reports: features, for methods with a meta classifier. */
import type { ShippedMetaModel } from '#src/methods/define-method';
import { settingsOf } from '#src/store/method-info';
import { activeMethod, currentSegments, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';
import type { Requests } from '#src/workers/protocol';

export type WantedFeatures = Requests['segmentFeatures']['params'] & {
  /** All of the above as text. */
  key: string;
};

/** Of the active pane's method; null where it has none. */
export function activeMeta(state: State): ShippedMetaModel | null {
  return activeMethod(state).method?.meta ?? null;
}

/** Null for a method without a meta classifier, and until the worker has reported the components at the present threshold. */
export function wantedFeatures(state: State): WantedFeatures | null {
  const segments = currentSegments(state);
  const info = activeMethod(state);
  if (!activeMeta(state) || !segments || segments.componentCount === 0) return null;
  const { pictureId, threshold, minArea, removeAbove } = segments;
  const { view } = state;
  if (threshold !== thresholdOf(state, info) || minArea !== view.minArea || removeAbove !== view.removeAbove) return null;
  const params = { pictureId, settings: settingsOf(info, view.parameters), threshold, removeAbove, minArea };
  return { ...params, key: JSON.stringify(params) };
}

/** `[n, 75]` of the active pane's components by id, or null while those of others are the last known. */
export function currentFeatures(state: State): Float64Array | null {
  const { segmentFeatures } = state.results;
  return segmentFeatures && segmentFeatures.key === wantedFeatures(state)?.key ? segmentFeatures.features : null;
}
