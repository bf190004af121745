/**
 * Scores of the selected picture, network by network: each that the visible panes need runs once,
 * and one that fails leaves the others' results alone. Second looks come after all first ones. A
 * newer selection cancels the running analysis; late answers are dropped.
 */
import type { StageTimes } from '#src/core/types';
import { serialiseError } from '#src/protocol/errors';
import type { Analysis } from '#src/protocol/scores';
import { nextStep, type Step } from '#src/session/analysis/analysis-steps';
import { hasAnalysis, isHeld, noteAnalysis } from '#src/session/held/record';
import { ask, holdPicture, sendScores } from '#src/session/held-pictures';
import { readLabel } from '#src/session/labels/labels';
import { cancelModelLoads, ensureModel } from '#src/session/model-loads';
import { notify } from '#src/session/notices';
import { startThresholds } from '#src/session/own-network/start-threshold';
import { showPicture } from '#src/session/show-picture';
import type { PictureResult } from '#src/store/results-slice';
import { scoreResultOf } from '#src/store/score-result';
import { forgetFailures } from '#src/store/set/keep-survey';
import { getState, patchPicture, patchSession, setPictureResult } from '#src/store/store';

interface Running {
  id: string;
  /** Ends the analysis, also when another picture is selected. */
  controller: AbortController;
  /** Ends the opening, which others wait for too: on the user's wish alone. */
  opening: AbortController;
  /** The second look under way. */
  look: { step: Step; controller: AbortController } | null;
}

let running: Running | null = null;

function emptyResult(revision: number): PictureResult {
  return { revision, scores: {}, imported: [], roadLikeness: {}, errors: {} };
}

function resultOf(id: string, revision: number): PictureResult {
  return { ...(getState().results.byPicture[id] ?? emptyResult(revision)), revision };
}

function isCurrent(id: string, revision: number): boolean {
  return getState().pictures.byId[id]?.revision === revision;
}

function addAnalysis(id: string, { scores, roadLikeness }: Analysis, revision: number): void {
  startThresholds(scores);
  const result = resultOf(id, revision);
  const added = scores.map((summary) => [summary.methodId, scoreResultOf(summary)]);
  setPictureResult(id, {
    ...result,
    scores: { ...result.scores, ...Object.fromEntries(added) },
    roadLikeness: { ...result.roadLikeness, ...roadLikeness },
  });
}

/** Analyses with one network. Its failure is part of the result. @throws AnomalensError `cancelled`. */
async function take(
  id: string,
  step: Step,
  revision: number,
  signal: AbortSignal,
): Promise<StageTimes> {
  const { modelId, key, settings, lookFollows } = step;
  try {
    await ensureModel(modelId, signal);
    const analysis = await ask('analyze', { pictureId: id, settings, lookFollows }, { signal });
    if (!isCurrent(id, revision)) return {};
    noteAnalysis(id, step.id, key);
    if (step.isSecondLook) noteTime(modelId, analysis.times);
    addAnalysis(id, analysis, revision);
    await showFirst(id);
    return analysis.times;
  } catch (error) {
    const serialised = serialiseError(error);
    if (serialised.code === 'cancelled') throw error;
    if (!isCurrent(id, revision)) return {};
    const result = resultOf(id, revision);
    setPictureResult(id, {
      ...result,
      errors: { ...result.errors, [step.id]: { key, error: serialised } },
    });
    return {};
  }
}

/**
 * A second look, which ends too as soon as something else is to be done first: it is not wanted any
 * more, or a first look is.
 */
async function takeLook(current: Running, step: Step, revision: number): Promise<StageTimes> {
  const controller = new AbortController();
  current.look = { step, controller };
  const signal = AbortSignal.any([current.controller.signal, controller.signal]);
  try {
    return await take(current.id, step, revision, signal);
  } catch (error) {
    if (current.controller.signal.aborted || !controller.signal.aborted) throw error;
    return {};
  } finally {
    current.look = null;
  }
}

/** What a second look takes on this machine; nothing where all was there already. */
function noteTime(modelId: string, times: StageTimes): void {
  const { preprocess = 0, infer, score = 0 } = times;
  if (infer === undefined) return;
  const { secondLookTimes } = getState().session;
  patchSession({
    secondLookTimes: { ...secondLookTimes, [modelId]: preprocess + infer + score },
  });
}

/** What follows the first scores of a picture, and does not hold them up. */
async function showFirst(id: string): Promise<void> {
  await sendScores(id);
  if (getState().pictures.byId[id]?.state === 'ready') return;
  patchPicture(id, { state: 'ready' });
  void readLabel(id);
  const picture = getState().pictures.byId[id];
  for (const { code, message } of picture?.info?.notices ?? []) {
    // A picture that is not what it should be is a warning, which outlasts the picture.
    if (code === 'declared-size') notify({ kind: 'warning', text: `${picture?.name}: ${message}` });
    else notify({ kind: 'info', text: message });
  }
}

function sumOfTimes(a: StageTimes, b: StageTimes): StageTimes {
  const stages = Object.keys({ ...a, ...b }) as (keyof StageTimes)[];
  return Object.fromEntries(stages.map((stage) => [stage, (a[stage] ?? 0) + (b[stage] ?? 0)]));
}

/**
 * Loads and shows one picture, then analyses it with every network that the view needs by the time
 * it is its turn.
 */
async function run(id: string): Promise<void> {
  const controller = new AbortController();
  const opening = new AbortController();
  const current: Running = { id, controller, opening, look: null };
  running = current;
  const revision = (getState().pictures.byId[id]?.revision ?? 0) + 1;
  patchPicture(id, { revision, error: null });
  showPicture(id);
  try {
    patchSession({ activity: { label: 'Opening the picture', cancellable: true } });
    await holdPicture(id, opening.signal);
    if (controller.signal.aborted || !isCurrent(id, revision)) return;
    if (!hasAnalysis(id)) patchPicture(id, { state: 'analysing' });
    patchSession({ activity: { label: 'Analysing the picture', cancellable: true } });
    let times: StageTimes = {};
    for (let step = nextStep(id); step; step = nextStep(id)) {
      const stages = step.isSecondLook
        ? await takeLook(current, step, revision)
        : await take(id, step, revision, controller.signal);
      times = sumOfTimes(times, stages);
      if (!isCurrent(id, revision)) return;
      patchSession({ analysisTimes: times });
    }
    if (!hasAnalysis(id)) fail(id);
  } catch (error) {
    if (isCurrent(id, revision)) giveUp(id, error);
  } finally {
    void readLabel(id); // a stopped analysis has left it unread, and its set waits for it
    if (running?.controller === controller) {
      running = null;
      patchSession({ activity: null, progress: null });
    }
  }
}

/**
 * First looks of a picture that is not selected yet, without a word on the stage. @throws
 * AnomalensError of the decoder; that of a network is part of the result.
 */
export async function analyzeAhead(id: string): Promise<void> {
  await holdPicture(id);
  const { signal } = new AbortController();
  const revision = (getState().pictures.byId[id]?.revision ?? 0) + 1;
  patchPicture(id, { revision });
  for (let step = nextStep(id); step && !step.isSecondLook; step = nextStep(id))
    await take(id, step, revision, signal);
  if (!hasAnalysis(id)) fail(id);
}

/** No network gave anything. */
function fail(id: string): void {
  const [first] = Object.values(getState().results.byPicture[id]?.errors ?? {});
  if (first) patchPicture(id, { state: 'failed', error: first.error });
}

function giveUp(id: string, error: unknown): void {
  const serialised = serialiseError(error);
  const isCancelled = serialised.code === 'cancelled';
  if (isCancelled && isHeld(id)) patchPicture(id, { state: hasAnalysis(id) ? 'ready' : 'loaded' });
  else if (isCancelled)
    patchPicture(id, {
      state: 'failed',
      error: { ...serialised, message: 'Opening was cancelled.' },
    });
  else patchPicture(id, { state: 'failed', error: serialised });
}

/** Starts anew; what has failed before is tried again. */
export async function analyzeSelected(): Promise<void> {
  const id = getState().pictures.selectedId;
  running?.controller.abort();
  if (!id) return;
  forgetFailures([id]);
  const before = getState().results.byPicture[id];
  if (before) setPictureResult(id, { ...before, errors: {} });
  await run(id);
}

/** Runs what the view has come to need. A running analysis finds that by itself. */
export async function analyzeMissing(): Promise<void> {
  const id = getState().pictures.selectedId;
  if (!id || running?.id === id || !getState().pictures.byId[id]?.info || !nextStep(id)) return;
  running?.controller.abort();
  await run(id);
}

/** Whether the second look under way is not what is to be done next. */
export function isLookOutdated(): boolean {
  if (!running?.look) return false;
  const { id, key } = running.look.step;
  const next = nextStep(running.id);
  return next?.id !== id || next.key !== key;
}

/** The running analysis goes on with what is to be done next. */
export function endOutdatedLook(): void {
  if (isLookOutdated()) running?.look?.controller.abort();
}

/** The picture has gone: its opening and what is downloaded go on, for others and for Undo. */
export function leaveAnalysis(): void {
  running?.controller.abort();
}

/** On the user's wish: opening and downloads end too. */
export function cancelAnalysis(): void {
  running?.controller.abort();
  running?.opening.abort();
  cancelModelLoads();
}
