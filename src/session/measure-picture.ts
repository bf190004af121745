import { isPrompted } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import { ask } from '#src/session/held-pictures';
import type { WantedAtThreshold, WantedMeasurement } from '#src/session/wanted-measurement';
import type { PictureMeasurement } from '#src/store/results-slice';
import { getState, patchResults } from '#src/store/store';

/**
 * Measures a picture over all thresholds, method by method: a score on another grid than the label
 * cannot be measured, the others can. Numbers that are there already are taken over.
 */
export async function measurePicture(wanted: WantedMeasurement): Promise<void> {
  const { key, labelKey, pictureId, closedSetModel, settings, masks } = wanted;
  const before = getState().results.measurement;
  const known = before?.labelKey === labelKey ? before.methods : [];
  const result: PictureMeasurement = {
    key,
    labelKey,
    pictureId,
    masks,
    methods: [],
    classes: null,
    problems: [],
  };
  const orProblem = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      result.problems.push(serialiseError(error).message);
    }
  };
  if (closedSetModel)
    await orProblem(async () => {
      result.classes = await ask('measureClasses', { pictureId, modelId: closedSetModel });
    });
  for (const chosen of settings) {
    const isSame = !isPrompted(chosen.methodId) || before?.masks === masks;
    const text = JSON.stringify(chosen);
    const measured =
      isSame && known.find((candidate) => JSON.stringify(candidate.settings) === text);
    if (measured) result.methods.push(measured);
    else
      await orProblem(async () => {
        for (const numbers of await ask('measure', { pictureId, settings: [chosen] }))
          result.methods.push({ ...numbers, settings: chosen });
      });
  }
  patchResults({ measurement: result });
}

/** @throws AnomalensError as `measureAt`. */
export async function measureAtThreshold({
  key,
  measurementKey,
  params,
}: WantedAtThreshold): Promise<void> {
  const numbers = await ask('measureAt', params);
  const { settings, threshold, classifier } = params;
  const removeAbove = classifier && params.removeAbove;
  const { methodId } = settings;
  patchResults({
    measuredAt: {
      ...numbers,
      key: measurementKey,
      question: key,
      methodId,
      threshold,
      removeAbove,
    },
  });
}
