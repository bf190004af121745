/** What is known of the networks behind the panes. */
import { CLASSES } from '#src/core/meta/feature-names';
import { classesModelOf } from '#src/methods/classes-model';
import { firstLookOf, isOfTwoLooks, secondLookKey } from '#src/methods/looks';
import { modelOf } from '#src/methods/registry';
import type { ModelInfo, ModelSummary } from '#src/protocol/models';
import type { MethodSettings } from '#src/protocol/scores';
import { methodInfo, settingsOf, settingsOfModel } from '#src/store/method-info';
import { activeMethod, activePane, shownResult, visiblePanes } from '#src/store/selectors';
import type { ModelStatus, PaneSettings, State } from '#src/store/state';

export function summaryOf(state: State, modelId: string): ModelSummary | null {
  return state.session.catalogue.find(({ id }) => id === modelId) ?? null;
}

export function modelStatus(state: State, modelId: string): ModelStatus | null {
  return state.session.models[modelId] ?? null;
}

/** Bytes of a network and of all that run before it, and how many of them are here. */
export function loadOf(state: State, modelId: string): { loaded: number; total: number } {
  const needs = summaryOf(state, modelId)?.needs ?? [];
  let [loaded, total] = [0, 0];
  for (const id of [...needs, modelId]) {
    const status = modelStatus(state, id);
    const isLoading = status?.state === 'loading';
    const bytes = summaryOf(state, id)?.bytes ?? (isLoading ? status.total : 0);
    total += bytes;
    if (status?.state === 'ready') loaded += bytes;
    if (isLoading) loaded += Math.min(status.loaded, bytes);
  }
  return { loaded, total };
}

/** The loaded network of a pane, or null. */
export function paneModel(state: State, pane: PaneSettings): ModelInfo | null {
  const status = modelStatus(state, modelOf(pane.methodId));
  return status?.state === 'ready' ? status.info : null;
}

/**
 * The classes of the active pane's network where that is a person's own. All networks of the page that
 * have classes share the 19: those of any loaded one.
 */
export function knownClasses(state: State): ModelInfo['classes'] | null {
  const own = modelStatus(state, modelOf(activePane(state).methodId));
  if (own?.state === 'ready' && own.info.kind === 'own') return own.info.classes;
  for (const status of Object.values(state.session.models)) {
    if (status.state !== 'ready' || status.info.kind === 'own') continue;
    if (status.info.classes.length > 0) return status.info.classes;
  }
  return null;
}

/**
 * Whether regions of the active pane have the features of a meta classifier, which are of 19 classes: words
 * merge and add them.
 */
export function hasRegionFeatures(state: State): boolean {
  const { method } = activeMethod(state);
  if (method?.answersToWords) return false;
  const status = method && modelStatus(state, method.model);
  const isOther = status?.state === 'ready' && status.info.kind === 'own';
  return method !== null && !(isOther && status.info.classes.length !== CLASSES);
}

const NO_NAMES: readonly string[] = [];
const namesOf = new WeakMap<ModelInfo['classes'], readonly string[]>();

/** `[19]`, stable between renders; empty while no network is loaded. */
export function classNames(state: State): readonly string[] {
  const classes = knownClasses(state);
  if (!classes) return NO_NAMES;
  const names = namesOf.get(classes) ?? classes.map(({ name }) => name);
  namesOf.set(classes, names);
  return names;
}

export function isLoadingModel({ session }: State): boolean {
  return Object.values(session.models).some(({ state }) => state === 'loading');
}

/** The networks that the visible panes need, the active pane's first. */
export function neededModels({ view }: State): string[] {
  const panes = visiblePanes(view);
  const ordered = [...panes.slice(view.activePane), ...panes.slice(0, view.activePane)];
  return [...new Set(ordered.map(({ methodId }) => modelOf(methodId)))];
}

/** What the view wants of a network. */
export function wantedSettings({ view }: State, modelId: string): MethodSettings[] {
  const shown = visiblePanes(view).map(({ methodId }) => methodId);
  return settingsOfModel(modelId, shown, view);
}

/** The wanted settings as text: what was asked for and what is wanted are compared by it. */
export function analysisKey(state: State, modelId: string): string {
  return JSON.stringify(wantedSettings(state, modelId));
}

/** Why a network could not be loaded, or the shown picture not be analysed with it; or null. */
export function modelFailure(state: State, modelId: string): { code: string } | null {
  const status = modelStatus(state, modelId);
  if (status?.state === 'failed') return status.error;
  return shownResult(state)?.errors[modelId]?.error ?? null;
}

/** Why a pane's method has no score of the shown picture; null when nothing went wrong. */
export function paneError(
  state: State,
  pane: PaneSettings,
): { code: string; message: string } | null {
  const modelId = modelOf(pane.methodId);
  const isTwice = wantedSettings(state, modelId).some(
    (settings) => settings.methodId === pane.methodId && isOfTwoLooks(settings),
  );
  const key = analysisKey(state, modelId);
  const errors = shownResult(state)?.errors ?? {};
  const failed = [errors[modelId], isTwice ? errors[secondLookKey(modelId)] : undefined];
  return failed.find((entry) => entry?.key === key)?.error ?? null;
}

/** Whether a pane wants two looks of the shown picture, and the first one alone has been taken. */
export function lacksSecondLook(state: State, { methodId }: PaneSettings): boolean {
  const info = methodInfo(methodId, shownResult(state));
  const score = shownResult(state)?.scores[info.id];
  const isWanted = isOfTwoLooks(settingsOf(info, state.view));
  return isWanted && score !== undefined && !isOfTwoLooks(score.settings);
}

/**
 * By what a pane's map and regions are made: while a second look has not been taken (it is under way,
 * was cancelled, or failed), by the first. Whoever asks about what is shown asks with these; others
 * would start the second look, and number other regions.
 */
export function shownSettings(state: State, pane: PaneSettings): MethodSettings {
  const wanted = settingsOf(methodInfo(pane.methodId, shownResult(state)), state.view);
  return lacksSecondLook(state, pane) ? firstLookOf(wanted) : wanted;
}

/** The network whose classes go with the active pane's score. */
export function activeClassesModel(state: State): string {
  return classesModelOf(settingsOf(activeMethod(state), state.view));
}

/**
 * Whether that network takes the picture for a road scene; null while it has not seen it, and for a
 * score from a file, which is no network's of ours.
 */
export function activeRoadLikeness(state: State) {
  if (activeMethod(state).imported) return null;
  return shownResult(state)?.roadLikeness[activeClassesModel(state)] ?? null;
}
