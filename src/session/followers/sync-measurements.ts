/**
 * Keeps the numbers against the ground truth in step with the view. At most one question of each
 * kind is in flight.
 */
import { LatestOnly } from '#src/core/latest-only';
import { isPrompted } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import type { Requests } from '#src/protocol/requests';
import type { MethodSettings } from '#src/protocol/scores';
import { currentEngine } from '#src/session/current-engine';
import { isEngineLoss } from '#src/session/load-picture';
import { forgetResident, isLabelled, setLabelled } from '#src/session/residents';
import { classifierOf } from '#src/store/classifiers';
import { FILTERS, shownMeasurement } from '#src/store/ground-truth';
import { scoredMethods, settingsOf } from '#src/store/method-info';
import { activeClassesModel, activeRoadLikeness } from '#src/store/models';
import { masksOf } from '#src/store/prompts';
import { activeMethod, shownPicture, shownResult, thresholdOf } from '#src/store/selectors';
import type { PictureMeasurement, State } from '#src/store/state';
import { getState, patchResults, useStore } from '#src/store/store';

interface Wanted {
  /** Everything that the measurement depends on, as text; of the label alone. */
  key: string;
  labelKey: string;
  pictureId: string;
  /** The network whose classes are compared, where the label holds classes. */
  closedSetModel: string | null;
  settings: MethodSettings[];
  /** Which masks have been painted. */
  masks: number;
}

type WantedAt = Requests['measureAt']['params'] & { key: string };

/**
 * Null until the worker holds the shown picture's scores and its label. Asks for nothing that would
 * start a network.
 */
function wantedOf(state: State): Wanted | null {
  const picture = shownPicture(state);
  const info = picture?.label?.info;
  if (!info || picture.state !== 'ready' || !isLabelled(picture.id)) return null;
  if (info.closedSet && !activeRoadLikeness(state)) return null; // this network has not run yet
  const { parameters } = state.view;
  const scored = info.closedSet ? [] : scoredMethods(shownResult(state), parameters);
  const settings = scored.map((method) => settingsOf(method, parameters));
  const labelKey = JSON.stringify([picture.label?.serial, info.encoding]);
  const closedSetModel = info.closedSet ? activeClassesModel(state) : null;
  const masks = settings.some(({ methodId }) => isPrompted(methodId))
    ? (masksOf(state)?.serial ?? 0)
    : 0;
  return {
    key: JSON.stringify([labelKey, closedSetModel, settings, masks]),
    labelKey,
    masks,
    pictureId: picture.id,
    closedSetModel,
    settings,
  };
}

function wantedAtOf(state: State, wanted: Wanted): WantedAt | null {
  const measurement = shownMeasurement(state);
  const method = activeMethod(state);
  const measured = measurement?.methods.some(({ methodId }) => methodId === method.id);
  if (measurement?.key !== wanted.key || !measured) return null;
  return {
    key: wanted.key,
    pictureId: wanted.pictureId,
    settings: settingsOf(method, state.view.parameters),
    threshold: thresholdOf(state, method),
    filters: FILTERS[state.view.componentFilter],
    classifier: classifierOf(state, method),
    removeAbove: state.view.removeAbove,
  };
}

async function measure({
  key,
  labelKey,
  pictureId,
  closedSetModel,
  settings,
  masks,
}: Wanted): Promise<void> {
  const engine = currentEngine();
  const before = getState().results.measurement;
  const known =
    before?.pictureId === pictureId && before.labelKey === labelKey ? before.methods : [];
  const result: PictureMeasurement = {
    key,
    labelKey,
    pictureId,
    masks,
    methods: [],
    classes: null,
    problems: [],
  };
  try {
    if (closedSetModel)
      result.classes = await engine.request('measureClasses', {
        pictureId,
        modelId: closedSetModel,
      });
  } catch (error) {
    // The picture is sent again with its label, and measured then.
    if (wasLost(pictureId, error)) return;
    result.problems.push(serialiseError(error).message);
  }
  // One by one: a score on another grid than the label cannot be measured, the others can.
  for (const one of settings) {
    const isSame = !isPrompted(one.methodId) || before?.masks === masks;
    const measured =
      isSame &&
      known.find((candidate) => JSON.stringify(candidate.settings) === JSON.stringify(one));
    try {
      if (measured) result.methods.push(measured);
      else
        for (const numbers of await engine.request('measure', { pictureId, settings: [one] }))
          result.methods.push({ ...numbers, settings: one });
    } catch (error) {
      if (wasLost(pictureId, error)) return;
      result.problems.push(serialiseError(error).message);
    }
  }
  patchResults({ measurement: result });
}

function wasLost(pictureId: string, error: unknown): boolean {
  const { code } = serialiseError(error);
  if (code === 'picture-unknown') forgetResident(pictureId);
  if (code === 'label-unknown') setLabelled(pictureId, false);
  return (
    isEngineLoss(error) ||
    code === 'picture-unknown' ||
    code === 'label-unknown' ||
    code === 'cancelled'
  );
}

async function measureAt({ key, ...params }: WantedAt): Promise<void> {
  const numbers = await currentEngine().request('measureAt', params);
  const { settings, threshold, classifier } = params;
  const removeAbove = classifier && params.removeAbove;
  patchResults({
    measuredAt: { ...numbers, key, methodId: settings.methodId, threshold, removeAbove },
  });
}

/**
 * Labelling components takes longer than a drawing: the numbers follow when the slider rests, the
 * dots at once.
 */
const REST_MS = 300;

export function syncMeasurements(): () => void {
  let asked = '';
  let askedAt = '';
  let resting: ReturnType<typeof setTimeout> | undefined;
  const whole = new LatestOnly<Wanted>(async (wanted) => {
    await measure(wanted);
    asked = '';
  }, reportError);
  // A number that failed is no event for the user: the next movement asks again.
  const atThreshold = new LatestOnly<WantedAt>(measureAt, () => {
    askedAt = '';
  });
  return useStore.subscribe(() => {
    const state = getState();
    const wanted = wantedOf(state);
    if (!wanted) return;
    if (wanted.key !== asked && wanted.key !== state.results.measurement?.key) {
      asked = wanted.key;
      whole.offer(wanted);
    }
    const at = wantedAtOf(state, wanted);
    const signature = JSON.stringify(at);
    if (!at || signature === askedAt) return;
    askedAt = signature;
    clearTimeout(resting);
    resting = setTimeout(() => atThreshold.offer(at), REST_MS);
  });
}
