/** What a picture of the set is looked at with, and what is known of it by that. */
import { type LeftOut, leftOutKey } from '#src/core/ground-truth/left-out';
import { firstLookOf } from '#src/methods/looks';
import { findMethod } from '#src/methods/registry';
import type { SerialisedError } from '#src/protocol/errors';
import type { MethodSettings } from '#src/protocol/scores';
import { driveOfPicture } from '#src/store/drives/shown-drive';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import {
  availableMethods,
  inChosenScale,
  type MethodInfo,
  settingsOf,
} from '#src/store/method-info';
import { analysisKey } from '#src/store/models';
import { activePane } from '#src/store/selectors';
import type { SetEntry } from '#src/store/set/set-slice';
import type { State } from '#src/store/state';

export interface SurveyTerms {
  /** Tells the answers of two methods, parameters or regions of interest apart. */
  key: string;
  info: MethodInfo;
  settings: MethodSettings;
  leftOut: LeftOut | null;
}

/** Made once for all pictures that no file and no region of interest sets apart. */
let shared: {
  methodId: string;
  parameters: object;
  words: object;
  encoder: boolean;
  terms: SurveyTerms;
} | null = null;

/** Null where the method shown has no score of the picture, and no network gives it one. */
export function surveyTerms(state: State, pictureId: string): SurveyTerms | null {
  if (driveOfPicture(state, pictureId)?.kind === 'live') return null; // its frames cannot be opened again
  const { methodId } = activePane(state);
  const { parameters, words, encoder } = state.view;
  const { drawn, masks } = state.region;
  const isWhole = masks.length === 0 && Object.keys(drawn).length === 0;
  const isShared = isWhole && findMethod(methodId) !== null;
  const isSame =
    shared?.parameters === parameters && shared.words === words && shared.encoder === encoder;
  if (isShared && shared?.methodId === methodId && isSame) return shared.terms;
  const result = state.results.byPicture[pictureId] ?? null;
  const known = availableMethods(result).find(({ id }) => id === methodId);
  if (!known) return null;
  const info = inChosenScale(known, parameters);
  const settings = firstLookOf(settingsOf(info, state.view)); // two would take six times as long
  const leftOut = isWhole ? null : leftOutOf(state, pictureId);
  const file = info.imported?.serial ?? '';
  const key = `${JSON.stringify(settings)} ${leftOutKey(leftOut)} ${file}`;
  const terms = { key, info, settings, leftOut };
  if (isShared) shared = { methodId, parameters, words, encoder, terms };
  return terms;
}

/** The answer by the present terms; null while there is none. */
export function entryOf(state: State, pictureId: string): SetEntry | null {
  const entries = state.set.byPicture[pictureId];
  const key = entries && surveyTerms(state, pictureId)?.key;
  return entries?.find((entry) => entry.key === key) ?? null;
}

/** Why a picture has no numbers and will get none; null: it has them, or may get them. */
export function surveyError(state: State, pictureId: string): SerialisedError | null {
  const picture = state.pictures.byId[pictureId];
  if (picture?.state === 'failed') return picture.error;
  const method = findMethod(activePane(state).methodId); // null for a score from a file
  const failed = method && state.results.byPicture[pictureId]?.errors[method.model];
  if (failed && failed.key === analysisKey(state, method.model)) return failed.error;
  return entryOf(state, pictureId)?.error ?? null;
}
