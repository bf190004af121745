/**
 * Looks at every opened picture in the background with the method shown, one at a time and only
 * while nobody waits for the worker. Which is next is decided anew before each.
 */
import { follow, type Wanted } from '#src/session/follow';
import { quiet, touch } from '#src/session/held/quiet';
import { surveyPicture } from '#src/session/set/survey-picture';
import { surveyTerms } from '#src/store/set/survey-terms';
import { isSurveyed, type WantedSurvey, wantedSurvey } from '#src/store/set/wanted-survey';
import type { State } from '#src/store/state';
import { getState, patchSet, useStore } from '#src/store/store';

const REST_MS = 300;

interface Look extends Wanted {
  survey: WantedSurvey;
}

function wanted(state: State): Look | null {
  const survey = wantedSurvey(state);
  return survey && { key: `${survey.pictureId} ${survey.named} ${survey.key}`, survey };
}

function isKnown({ survey: { pictureId, key } }: Look, state: State): boolean {
  return surveyTerms(state, pictureId)?.key === key && isSurveyed(state, pictureId);
}

/** A hand on the stage, or a drawing, comes first. */
function touchWithStage(): () => void {
  const ofStage = ({ view, prompts, openWorld, region, results }: State) =>
    [view, prompts, openWorld, region, results.drawnRevision, results.probe] as const;
  let before = ofStage(getState());
  return useStore.subscribe((state) => {
    const now = ofStage(state);
    if (now.some((part, index) => part !== before[index])) touch();
    before = now;
  });
}

/** Counting anew in all pictures takes longer than a drawing: the list follows when a slider rests. */
function followThresholds(): () => void {
  return follow<Wanted>({
    wanted: ({ view }) => ({ key: JSON.stringify(view.thresholds) }),
    known: (_wanted, { view, set }) => set.thresholds === view.thresholds,
    ask: () => patchSet({ thresholds: getState().view.thresholds }),
    rest: REST_MS,
  });
}

export function followSurvey(): () => void {
  const stopTouching = touchWithStage();
  const stopThresholds = followThresholds();
  const stopFollowing = follow<Look>({
    wanted,
    known: isKnown,
    ask: async ({ key }) => {
      await quiet();
      const now = wanted(getState());
      if (now?.key === key) await surveyPicture(now.survey);
    },
    rest: 0,
  });
  return () => {
    stopFollowing();
    stopThresholds();
    stopTouching();
  };
}
