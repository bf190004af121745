/** What is known of the shown picture's ground truth. */
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { LayerKind } from '#src/core/types';
import { activeMethod, shownPicture } from '#src/store/selectors';
import type { FilterName, MeasuredAt, PaneSettings, PictureLabel, PictureMeasurement, State } from '#src/store/state';

export const FILTERS: Record<FilterName, ComponentFilters> = {
  none: { minPredicted: 0, minGroundTruth: 0 },
  obstacle: { minPredicted: 50, minGroundTruth: 10 },
  anomaly: { minPredicted: 500, minGroundTruth: 100 },
};

export function shownLabel(state: State): PictureLabel | null {
  return shownPicture(state)?.label ?? null;
}

/** Errors need anomalies to compare with, which classes are not. */
export function canShowErrors(state: State): boolean {
  const info = shownLabel(state)?.info;
  return info !== null && info !== undefined && !info.closedSet;
}

/** The layer a pane shows: pictures without ground truth have no errors, so they show the mask in their place. */
export function layerOf(state: State, { layer }: PaneSettings): LayerKind {
  return layer === 'errors' && !canShowErrors(state) ? 'mask' : layer;
}

export function shownMeasurement(state: State): PictureMeasurement | null {
  const { measurement } = state.results;
  return measurement?.pictureId === state.view.shownId ? measurement : null;
}

/** The last known numbers at the active method's threshold, or null while those of another picture or method are. */
export function currentMeasuredAt(state: State): MeasuredAt | null {
  const { measuredAt } = state.results;
  const fits = measuredAt?.key === shownMeasurement(state)?.key && measuredAt?.methodId === activeMethod(state).id;
  return fits ? measuredAt : null;
}
