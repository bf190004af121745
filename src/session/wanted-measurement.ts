/** What should be measured of the shown picture against its ground truth. */
import { leftOutKey } from '#src/core/ground-truth/left-out';
import { isPrompted } from '#src/methods/capabilities';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import type { Wanted } from '#src/session/follow';
import { hasAnalysis } from '#src/session/held/record';
import { classifierOf } from '#src/store/classifiers';
import { FILTERS, shownMeasurement } from '#src/store/labels/ground-truth';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { scoredMethods } from '#src/store/method-info';
import { activeClassesModel, activeRoadLikeness, shownSettings } from '#src/store/models';
import { masksOf } from '#src/store/prompts';
import {
  activeMethod,
  activePane,
  shownPicture,
  shownResult,
  thresholdOf,
} from '#src/store/selectors';
import type { State } from '#src/store/state';

export interface WantedMeasurement extends Wanted {
  /** What of the key is the label's. */
  labelKey: string;
  pictureId: string;
  /** The network whose classes are compared, where the label holds classes. */
  closedSetModel: string | null;
  settings: MethodSettings[];
  /** Which masks have been painted. */
  masks: number;
}

export interface WantedAtThreshold extends Wanted {
  /** Key of the measurement that it belongs to. */
  measurementKey: string;
  params: Requests['measureAt']['params'];
}

/**
 * Null until the shown picture has scores and a label that has been read. Asks for nothing that
 * would start a network.
 */
export function wantedMeasurement(state: State): WantedMeasurement | null {
  const picture = shownPicture(state);
  const info = picture?.label?.info;
  if (!info || picture.state !== 'ready' || !hasAnalysis(picture.id)) return null;
  if (info.closedSet && !activeRoadLikeness(state)) return null; // this network has not run yet
  const scored = info.closedSet ? [] : scoredMethods(shownResult(state), state.view);
  const settings = scored.map((method) => method.settings);
  const serials = scored.flatMap((method) => method.info.imported?.serial ?? []);
  const labelKey = JSON.stringify([
    picture.id,
    picture.label?.serial,
    info.reading,
    info.turn.label,
    leftOutKey(shownLeftOut(state)),
  ]);
  const closedSetModel = info.closedSet ? activeClassesModel(state) : null;
  const masks = settings.some(({ methodId }) => isPrompted(methodId))
    ? (masksOf(state)?.serial ?? 0)
    : 0;
  return {
    key: JSON.stringify([labelKey, closedSetModel, settings, masks, serials]),
    labelKey,
    masks,
    pictureId: picture.id,
    closedSetModel,
    settings,
  };
}

/** Null until the active method is measured over all thresholds. */
export function wantedAtThreshold(state: State): WantedAtThreshold | null {
  const measurementKey = wantedMeasurement(state)?.key;
  const measurement = shownMeasurement(state);
  const method = activeMethod(state);
  const isMeasured = measurement?.methods.some(({ methodId }) => methodId === method.id);
  if (!measurement || measurement.key !== measurementKey || !isMeasured) return null;
  const params = {
    pictureId: measurement.pictureId,
    settings: shownSettings(state, activePane(state)),
    threshold: thresholdOf(state, method),
    filters: FILTERS[state.view.componentFilter],
    classifier: classifierOf(state, method),
    removeAbove: state.view.removeAbove,
  };
  return { key: JSON.stringify([measurementKey, params]), measurementKey, params };
}
