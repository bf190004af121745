/**
 * Asks for what is said of the learnt classes on the shown picture. At most one question of each
 * kind in flight; the latest wins.
 */
import { LatestOnly } from '#src/core/latest-only';
import type { LearntClass } from '#src/core/open-world/learnt';
import { project } from '#src/core/open-world/principal-components';
import { metricHeadMethod } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { isEngineLoss } from '#src/session/load-picture';
import { withCollected } from '#src/session/open-world/collected-shots';
import { cancelStroke } from '#src/session/open-world/stroke';
import { forgetResident, isAnalysed, isLabelled, setLabelled } from '#src/session/residents';
import { analysisKey } from '#src/store/models';
import { learntClasses, openWorldPane, shotToLabel } from '#src/store/open-world';
import type { Shot } from '#src/store/open-world-slice';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld, useStore } from '#src/store/store';

/** Measuring takes longer than drawing: the numbers follow when a slider rests. */
const REST_MS = 300;

interface Wanted {
  /** All that it depends on. */
  key: string;
  pictureId: string;
  learnt: readonly LearntClass[];
}

interface WantedLabels extends Wanted {
  shot: Shot;
}

const serials = new WeakMap<object, number>();
let lastSerial = 0;

/** Tells lists of classes, and masks, apart without writing out their numbers. */
function serialOf(one: object): number {
  const serial = serials.get(one) ?? ++lastSerial;
  serials.set(one, serial);
  return serial;
}

/** The shown picture, once its network has run: nothing here starts one. */
function analysedPicture(state: State) {
  const picture = shownPicture(state);
  const isThere = picture?.state === 'ready' && openWorldPane(state) >= 0;
  return isThere &&
    isAnalysed(picture.id, metricHeadMethod.model, analysisKey(state, metricHeadMethod.model))
    ? picture
    : null;
}

function wantedSpace(state: State): Wanted | null {
  const picture = analysedPicture(state);
  if (!picture || !state.openWorld.wantsSpace) return null;
  const learnt = learntClasses(state);
  return { key: `${picture.id} ${serialOf(learnt)}`, pictureId: picture.id, learnt };
}

function wantedMeasurement(state: State): Wanted | null {
  const picture = analysedPicture(state);
  const learnt = learntClasses(state);
  const info = picture?.label?.info;
  if (!picture || !info || !isLabelled(picture.id) || learnt.length === 0) return null;
  return {
    key: JSON.stringify([picture.id, picture.label?.serial, info.encoding, serialOf(learnt)]),
    pictureId: picture.id,
    learnt,
  };
}

function wantedLabels(state: State): WantedLabels | null {
  const picture = analysedPicture(state);
  const shot = shotToLabel(state);
  if (!picture || !shot) return null;
  const learnt = learntClasses(state);
  return {
    key: `${picture.id} ${serialOf(shot.mask)} ${serialOf(learnt)}`,
    pictureId: picture.id,
    learnt,
    shot,
  };
}

/**
 * A picture, label or worker that is gone comes back by itself, and is asked about again; anything
 * else is said.
 */
function comesBack(pictureId: string, error: unknown): boolean {
  const serialised = serialiseError(error);
  if (serialised.code === 'picture-unknown') forgetResident(pictureId);
  else if (serialised.code === 'label-unknown') setLabelled(pictureId, false);
  else if (serialised.code !== 'cancelled' && !isEngineLoss(error)) {
    patchOpenWorld({ error: serialised });
    return false;
  }
  return true;
}

const isShown = ({ pictureId }: Wanted) => getState().view.shownId === pictureId;

async function askSpace(wanted: Wanted): Promise<void> {
  const { key, ...params } = wanted;
  const result = await currentEngine().request('metricSpace', params);
  if (isShown(wanted)) patchOpenWorld({ space: { key, result } });
}

async function askMeasurement(wanted: Wanted): Promise<void> {
  const { key, ...params } = wanted;
  const result = await currentEngine().request('measureLearnt', params);
  if (isShown(wanted)) patchOpenWorld({ measured: { key, result } });
}

async function askLabels(wanted: WantedLabels): Promise<void> {
  const { key, shot, learnt } = wanted;
  const params = { shotId: shot.id, earlier: learnt.map(({ rule }) => rule) };
  const result = await withCollected([shot], () =>
    currentEngine().request('trainingLabels', params),
  );
  if (isShown(wanted)) patchOpenWorld({ trainingLabels: { key, result } });
}

/** Asks what is wanted when that has changed. */
function follower<W extends Wanted>(ask: (wanted: W) => Promise<void>, rest: number) {
  /** What is being asked, or has failed: that is asked again when something changes. */
  let asked = '';
  let resting: ReturnType<typeof setTimeout> | undefined;
  const answer = async (wanted: W) => {
    try {
      await ask(wanted);
    } catch (error) {
      if (comesBack(wanted.pictureId, error)) asked = '';
    }
  };
  const latest = new LatestOnly<W>(answer, reportError);
  return (wanted: W | null) => {
    const key = wanted?.key ?? '';
    if (key === asked) return;
    asked = key;
    clearTimeout(resting);
    if (!wanted) return;
    if (rest > 0) resting = setTimeout(() => latest.offer(wanted), rest);
    else latest.offer(wanted);
  };
}

/** The pixel under the probe shows in the plot. */
function followProbe({ results: { probe }, openWorld: { space } }: State): void {
  const embedding = probe?.result.learnt?.embedding;
  if (!probe || !embedding || !space) patchOpenWorld({ pointed: null });
  else {
    const pointed = { ...project(embedding, space.result), x: probe.result.x, y: probe.result.y };
    patchOpenWorld({ pointed });
  }
}

function unlessKnown<W extends Wanted>(wanted: W | null, known: { key: string } | null): W | null {
  return wanted?.key === known?.key ? null : wanted;
}

export function syncOpenWorld(): () => void {
  const followSpace = follower(askSpace, 0);
  const followMeasurement = follower(askMeasurement, REST_MS);
  const followLabels = follower(askLabels, 0);
  return useStore.subscribe((state, before) => {
    if (state.view.shownId !== before.view.shownId) {
      cancelStroke();
      patchOpenWorld({ space: null, measured: null, trainingLabels: null, pointed: null });
    }
    // With another number of classes their indices mean others.
    if (state.openWorld.classes.length !== before.openWorld.classes.length)
      patchOpenWorld({ trainingLabels: null });
    if (
      state.results.probe !== before.results.probe ||
      (state.openWorld.space !== before.openWorld.space && state.results.probe)
    )
      followProbe(getState());
    if (getState().openWorld.measured && state.openWorld.classes.length === 0)
      patchOpenWorld({ measured: null });
    const now = getState();
    followSpace(unlessKnown(wantedSpace(now), now.openWorld.space));
    followMeasurement(unlessKnown(wantedMeasurement(now), now.openWorld.measured));
    followLabels(unlessKnown(wantedLabels(now), now.openWorld.trainingLabels));
  });
}
