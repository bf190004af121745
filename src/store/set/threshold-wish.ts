/** The threshold by what a person wants of it, from what the page has measured or looked at. */
import {
  type AlarmCurve,
  type AlarmPoint,
  pointOfAlarms,
} from '#src/core/operating-point/alarm-ladder';
import { pointOnCurve, type ThinnedPoint } from '#src/core/operating-point/curve-point';
import { type FlagThreshold, flagThreshold } from '#src/core/operating-point/flag-threshold';
import type { Reached } from '#src/core/operating-point/wish';
import type { MethodResult } from '#src/evaluation/types';
import type { MethodSettings } from '#src/protocol/scores';
import { urlSettings } from '#src/store/address/url-settings';
import { shownMeasurement } from '#src/store/labels/ground-truth';
import { settingsOf } from '#src/store/method-info';
import { shownSettings } from '#src/store/models';
import { activeMethod, activePane } from '#src/store/selectors';
import { remembered } from '#src/store/set/remembered';
import { entryOf, surveyError } from '#src/store/set/survey-terms';
import type { State } from '#src/store/state';

/**
 * `value`: the least recall or precision and the most of the pictures that may be flagged, 0..1; the
 * most false alarms per picture.
 */
export interface ThresholdWish {
  by: 'recall' | 'precision' | 'false-alarms' | 'flagged';
  value: number;
}

export type ThresholdAnswer =
  | { by: 'recall' | 'precision'; result: Reached<ThinnedPoint>; images: number }
  | { by: 'false-alarms'; result: Reached<AlarmPoint>; images: number }
  /** `result` null: no threshold changes anything. `waiting`: pictures not looked at yet. */
  | { by: 'flagged'; result: FlagThreshold | null; waiting: number };

/** A share of fewer pictures says nothing. */
const LEAST_PICTURES = 2;

/**
 * What was measured of the active method as it is set now: the set, where networks saw its pictures
 * at the size at which they see those of the page, else the shown picture, by the looks that are shown
 * of it.
 */
function measured(state: State): Measured | null {
  const { result } = state.benchmark;
  const wanted = settingsOf(activeMethod(state), state.view);
  const ofSet = result?.longSide === urlSettings.size ? rowOf(result.methods, wanted) : undefined;
  if (result && ofSet && ofSet.precisionRecall.length + (ofSet.alarms?.images ?? 0) > 0)
    return { ...ofSet, images: result.images.length };
  const shown = shownSettings(state, activePane(state));
  const ofPicture = rowOf(shownMeasurement(state)?.methods ?? [], shown);
  if (!ofPicture || ofPicture.precisionRecall.length === 0) return null;
  return { ...ofPicture, images: 1 };
}

function rowOf<T extends { settings: MethodSettings }>(
  rows: readonly T[],
  settings: MethodSettings,
): T | undefined {
  const wanted = JSON.stringify(settings);
  return rows.find((row) => JSON.stringify(row.settings) === wanted);
}

interface Measured extends Pick<MethodResult, 'precisionRecall'> {
  alarms?: AlarmCurve;
  images: number;
}

const flagScores = remembered((state) => {
  const known = state.pictures.order.map((id) => entryOf(state, id)?.survey ?? null);
  const failed = state.pictures.order.filter((id) => surveyError(state, id) !== null);
  const scores = known.flatMap((survey) => (survey ? [survey.flagScore] : []));
  return { scores, waiting: known.length - scores.length - failed.length };
});

/** What can be wished for of the active method now, as text with spaces: none is empty. */
export function thresholdWishes(state: State): string {
  const { precisionRecall = [], alarms } = measured(state) ?? {};
  return [
    ...(precisionRecall.length > 0 ? ['recall', 'precision'] : []),
    ...(alarms ? ['false-alarms'] : []),
    ...(flagScores(state).scores.length >= LEAST_PICTURES ? ['flagged'] : []),
  ].join(' ');
}

/** Null where nothing is known to answer with. */
export function thresholdAnswer(
  state: State,
  { by, value }: ThresholdWish,
): ThresholdAnswer | null {
  if (by === 'flagged') {
    const { scores, waiting } = flagScores(state);
    return { by, result: flagThreshold(scores, value), waiting };
  }
  const own = measured(state);
  if (!own) return null;
  if (by !== 'false-alarms')
    return { by, result: pointOnCurve(own.precisionRecall, { by, value }), images: own.images };
  const { alarms } = own;
  return alarms ? { by, result: pointOfAlarms(alarms, value), images: alarms.images } : null;
}
