/** Asks for what is said of the learnt classes on the shown picture. At most one question of each kind in flight; the latest wins. */
import { currentEngine } from '#src/actions/engine';
import { isEngineLoss } from '#src/actions/load-picture';
import { cancelStroke } from '#src/actions/open-world/annotate';
import { pointAt } from '#src/actions/open-world/point-at';
import { forgetResident, isAnalysed, isLabelled, setLabelled } from '#src/actions/residents';
import { serialiseError } from '#src/core/errors';
import { LatestOnly } from '#src/core/latest-only';
import type { LearntClass } from '#src/core/open-world/learnt';
import dmlnet from '#src/methods/dmlnet.method';
import { analysisKey } from '#src/store/models';
import { learntClasses, openWorldPane } from '#src/store/open-world';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld, useStore } from '#src/store/store';
import type { MetricSpace } from '#src/workers/protocol';

/** Measuring takes longer than drawing: the numbers follow when a slider rests. */
const REST_MS = 300;

interface Wanted {
  /** All that it depends on. */
  key: string;
  pictureId: string;
  learnt: readonly LearntClass[];
}

const serials = new WeakMap<readonly LearntClass[], number>();
let lastSerial = 0;

/** Tells lists of classes apart without writing out their numbers. */
function serialOf(learnt: readonly LearntClass[]): number {
  const serial = serials.get(learnt) ?? ++lastSerial;
  serials.set(learnt, serial);
  return serial;
}

/** The shown picture, once its network has run: nothing here starts one. */
function analysedPicture(state: State) {
  const picture = shownPicture(state);
  const isThere = picture?.state === 'ready' && openWorldPane(state) >= 0;
  return isThere && isAnalysed(picture.id, dmlnet.model, analysisKey(state, dmlnet.model)) ? picture : null;
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
  return { key: JSON.stringify([picture.id, picture.label?.serial, info.encoding, serialOf(learnt)]), pictureId: picture.id, learnt };
}

/** A picture or worker that is gone comes back by itself; anything else is said. */
function takeFailure(pictureId: string, error: unknown): void {
  const serialised = serialiseError(error);
  if (serialised.code === 'picture-unknown') forgetResident(pictureId);
  else if (serialised.code === 'label-unknown') setLabelled(pictureId, false);
  else if (serialised.code !== 'cancelled' && !isEngineLoss(error)) patchOpenWorld({ error: serialised });
}

async function askSpace({ key, ...params }: Wanted): Promise<void> {
  try {
    patchOpenWorld({ space: { key, result: await currentEngine().request('metricSpace', params) } });
  } catch (error) {
    takeFailure(params.pictureId, error);
  }
}

async function askMeasurement({ key, ...params }: Wanted): Promise<void> {
  try {
    patchOpenWorld({ measured: { key, result: await currentEngine().request('measureLearnt', params) } });
  } catch (error) {
    takeFailure(params.pictureId, error);
  }
}

/** Where an embedding `[classes]` lies in the plane. */
function inPlane({ mean, axes }: MetricSpace, embedding: readonly number[]): { u: number; v: number } {
  const along = (axis: readonly number[]) => axis.reduce((sum, value, index) => sum + value * (embedding[index] - mean[index]), 0);
  return { u: along(axes[0]), v: along(axes[1]) };
}

/** The pixel under the probe shows in the plot. */
function followProbe({ results: { probe }, openWorld: { space } }: State): void {
  const embedding = probe?.result.learnt?.embedding;
  if (!probe || !embedding || !space) pointAt(null);
  else pointAt({ ...inPlane(space.result, embedding), x: probe.result.x, y: probe.result.y });
}

export function syncOpenWorld(): () => void {
  let askedSpace = '';
  let askedMeasurement = '';
  let resting: ReturnType<typeof setTimeout> | undefined;
  const space = new LatestOnly<Wanted>(askSpace, reportError);
  const measurement = new LatestOnly<Wanted>(askMeasurement, reportError);
  return useStore.subscribe((state, before) => {
    if (state.view.shownId !== before.view.shownId) {
      cancelStroke();
      patchOpenWorld({ space: null, measured: null, pointed: null });
      askedSpace = '';
      askedMeasurement = '';
    }
    if (state.results.probe !== before.results.probe) followProbe(getState());
    const now = getState();
    if (now.openWorld.measured && now.openWorld.classes.length === 0) patchOpenWorld({ measured: null });
    const wanted = wantedSpace(now);
    if (wanted && wanted.key !== askedSpace) {
      askedSpace = wanted.key;
      space.offer(wanted);
    }
    const measured = wantedMeasurement(now);
    if (measured && measured.key !== askedMeasurement) {
      askedMeasurement = measured.key;
      clearTimeout(resting);
      resting = setTimeout(() => measurement.offer(measured), REST_MS);
    }
  });
}
