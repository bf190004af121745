/** What is known of the shown picture's ground truth. */
import type { ComponentFilters } from '#src/core/metrics/component-metrics';
import type { PaneLayer } from '#src/core/types';
import { methodInfo } from '#src/store/method-info';
import { showsLearnt } from '#src/store/open-world/open-world';
import type { MeasuredAt, PictureMeasurement } from '#src/store/results-slice';
import { activeMethod, shownPicture, shownResult } from '#src/store/selectors';
import type { FilterName, PaneSettings, PictureLabel, State } from '#src/store/state';
import { comparedPane } from '#src/store/view/compared-pane';

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

export function canShowResidualNorm(state: State, { methodId }: PaneSettings): boolean {
  return methodInfo(methodId, shownResult(state)).residualNorm !== null;
}

/**
 * The layer a pane shows: pictures without ground truth have no errors, so they show the mask in
 * their place; methods without a residual show their score, and those without learnt classes their
 * own ones. What is compared with no other pane shows its own mask or score.
 */
export function layerOf(state: State, pane: PaneSettings): PaneLayer {
  if (pane.layer === 'errors' && !canShowErrors(state)) return 'mask';
  if (pane.layer === 'agreement' && !comparedPane(state, pane)) return 'mask';
  if (pane.layer === 'difference' && !comparedPane(state, pane)) return 'heat';
  if (pane.layer === 'residual-norm' && !canShowResidualNorm(state, pane)) return 'heat';
  if (pane.layer === 'open-map' && !showsLearnt(pane)) return 'classes';
  return pane.layer;
}

export function shownMeasurement(state: State): PictureMeasurement | null {
  const { measurement } = state.results;
  return measurement?.pictureId === state.view.shownId ? measurement : null;
}

/**
 * The last known numbers at the active method's threshold, or null while those of another picture
 * or method are.
 */
export function currentMeasuredAt(state: State): MeasuredAt | null {
  const { measuredAt } = state.results;
  const fits =
    measuredAt?.key === shownMeasurement(state)?.key &&
    measuredAt?.methodId === activeMethod(state).id;
  return fits ? measuredAt : null;
}
