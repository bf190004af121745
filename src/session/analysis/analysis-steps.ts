/** What a picture is analysed with, one request after the other: all first looks before any second. */
import { firstLookOf, isOfTwoLooks, secondLookKey } from '#src/methods/looks';
import type { MethodSettings } from '#src/protocol/scores';
import { isAnalysed } from '#src/session/held/record';
import { analysisKey, neededModels, wantedSettings } from '#src/store/models';
import { getState } from '#src/store/store';

/** What one network is asked for. */
export interface Step {
  modelId: string;
  /** The model's id, of a second look `secondLookKey` of it. */
  id: string;
  /** All that is wanted of the network, as text. */
  key: string;
  settings: MethodSettings[];
  isSecondLook: boolean;
  /** A second look of this picture is asked for next. */
  lookFollows: boolean;
}

/**
 * The next network that the view needs, the picture lacks, and that has not failed with these
 * settings. A second look of a network waits for its first one.
 */
export function nextStep(pictureId: string): Step | null {
  const [step, next] = missingSteps(pictureId);
  return step ? { ...step, lookFollows: next?.isSecondLook ?? false } : null;
}

function missingSteps(pictureId: string): Omit<Step, 'lookFollows'>[] {
  const state = getState();
  const errors = state.results.byPicture[pictureId]?.errors ?? {};
  const networks = neededModels(state).map((modelId) => ({
    modelId,
    key: analysisKey(state, modelId),
    wanted: wantedSettings(state, modelId),
  }));
  const hasFailed = ({ id, key }: { id: string; key: string }) => errors[id]?.key === key;
  const isMissing = (step: { id: string; key: string }) =>
    !hasFailed(step) && !isAnalysed(pictureId, step.id, step.key);
  const firsts = networks.map(({ modelId, key, wanted }) => ({
    modelId,
    id: modelId,
    key,
    settings: wanted.map(firstLookOf),
    isSecondLook: false,
  }));
  const seconds = networks
    .map(({ modelId, key, wanted }) => ({
      modelId,
      id: secondLookKey(modelId),
      key,
      settings: wanted.filter(isOfTwoLooks),
      isSecondLook: true,
    }))
    .filter(
      ({ modelId, key, settings }) => settings.length > 0 && !hasFailed({ id: modelId, key }),
    );
  return [...firsts, ...seconds].filter(isMissing);
}
