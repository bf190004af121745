/** Which picture of the set is looked at next, and how far that is. */
import { modelOf } from '#src/methods/registry';
import { modelStatus } from '#src/store/models';
import { givesNames } from '#src/store/names/shown-names';
import { isDrawn, selectedPicture, thresholdOf } from '#src/store/selectors';
import { remembered } from '#src/store/set/remembered';
import { setOrder } from '#src/store/set/set-order';
import { entryOf, type SurveyTerms, surveyError, surveyTerms } from '#src/store/set/survey-terms';
import type { State } from '#src/store/state';

export interface WantedSurvey extends SurveyTerms {
  pictureId: string;
  threshold: number;
  /** Whether its objects are to be named. */
  named: boolean;
}

/** The selected picture, then its neighbours in turn after and before it, outwards. */
export function orderOfNeed(order: readonly string[], selectedId: string | null): string[] {
  const middle = Math.max(0, order.indexOf(selectedId ?? ''));
  const needed = order.slice(middle, middle + 1);
  for (let step = 1; needed.length < order.length; step++)
    for (const index of [middle + step, middle - step])
      if (index in order) needed.push(order[index] as string);
  return needed;
}

/**
 * The picture to look at next; null while there is none, a person has paused, or something else has
 * precedence: the selected picture until it is drawn, a network that is not there, the benchmark.
 */
export function wantedSurvey(state: State): WantedSurvey | null {
  const { session, set, benchmark } = state;
  if (session.engineState !== 'ready' || session.activity || set.paused) return null;
  if (benchmark.runState !== 'idle' && benchmark.runState !== 'paused') return null;
  const selected = selectedPicture(state);
  if (!selected || (selected.state === 'ready' && !isDrawn(state))) return null;
  const next = nextPicture(state);
  return next && { ...next, threshold: thresholdOf(state, next.info), named: givesNames(state) };
}

/** Whether all that is wanted of a picture is known, or cannot be had; the numbers come with the names. */
export function isSurveyed(state: State, pictureId: string): boolean {
  const entry = entryOf(state, pictureId);
  return (
    entry !== null && (!givesNames(state) || !entry.survey || entry.survey.naming !== undefined)
  );
}

const nextPicture = remembered((state) => {
  const { byId, selectedId, order } = state.pictures;
  // What a filter hides comes last.
  for (const pictureId of new Set([...orderOfNeed(setOrder(state), selectedId), ...order])) {
    const picture = byId[pictureId];
    // The selected one is analysed for the stage; of the others, those that have been decoded.
    const isReady = picture?.state === 'ready' || picture?.state === 'loaded';
    if (!isReady || (pictureId === selectedId && picture.state !== 'ready')) continue;
    const terms = surveyTerms(state, pictureId);
    if (!terms || isSurveyed(state, pictureId) || surveyError(state, pictureId)) continue;
    const model = modelStatus(state, modelOf(terms.info.id));
    if (terms.info.imported || model?.state === 'ready') return { ...terms, pictureId };
  }
  return null;
});

export interface SetProgress {
  /** Pictures that have, or are to get, numbers by the method shown. */
  total: number;
  /** Have them, or cannot have them. */
  done: number;
  failed: number;
  /** Null while nothing is known of how long one takes. */
  millisecondsLeft: number | null;
}

export const setProgress: (state: State) => SetProgress = remembered((state) => {
  let [total, done, failed] = [0, 0, 0];
  for (const id of state.pictures.order) {
    const hasFailed = surveyError(state, id) !== null;
    if (!hasFailed && !surveyTerms(state, id)) continue;
    total += 1;
    if (hasFailed) failed += 1;
    if (hasFailed || entryOf(state, id)) done += 1;
  }
  const each = state.set.millisecondsPerPicture;
  return { total, done, failed, millisecondsLeft: each === null ? null : each * (total - done) };
});
