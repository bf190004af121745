/**
 * Keeps the scores of the selected picture in step with the view: a method that is chosen brings
 * its network, a parameter that is moved its scores.
 */
import type { MethodSettings } from '#src/protocol/scores';
import { nextStep } from '#src/session/analysis/analysis-steps';
import { analyzeMissing, endOutdatedLook, isLookOutdated } from '#src/session/analyze-picture';
import { follow, type Wanted } from '#src/session/follow';
import { driveIdOf } from '#src/store/drives/drive-ids';
import { isPlaying } from '#src/store/drives/shown-drive';
import { neededModels, wantedSettings } from '#src/store/models';
import { selectedPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';

interface WantedScores extends Wanted {
  pictureId: string;
  settings: MethodSettings[];
}

/** A slider that moves asks when it rests. */
const SLIDER_REST_MS = 200;

function wanted(state: State): WantedScores | null {
  const picture = selectedPicture(state);
  // A drive that plays brings its frames with their scores.
  if (!picture?.info || isPlaying(state)) return null;
  const settings = neededModels(state).flatMap((modelId) => wantedSettings(state, modelId));
  return { key: JSON.stringify([picture.id, settings]), pictureId: picture.id, settings };
}

/**
 * Milliseconds to wait: of one picture, one list of methods and the same words only a parameter can
 * have moved; of one drive the playhead.
 */
function rest({ pictureId, settings }: WantedScores, before: WantedScores | null): number {
  const methodsOf = (list: readonly MethodSettings[]) =>
    JSON.stringify(list.map(({ methodId, words }) => [methodId, words]));
  if (!before || methodsOf(before.settings) !== methodsOf(settings)) return 0;
  const driveId = driveIdOf(pictureId);
  const isSlider =
    before.pictureId === pictureId || (driveId && driveIdOf(before.pictureId) === driveId);
  return isSlider ? SLIDER_REST_MS : 0;
}

export function followAnalysis(): () => void {
  const ends = [
    follow<WantedScores>({
      wanted,
      known: ({ pictureId }) => nextStep(pictureId) === null,
      ask: analyzeMissing,
      rest,
    }),
    // Apart: the other is busy as long as the analysis that it has started.
    follow<WantedScores>({ wanted, known: () => !isLookOutdated(), ask: endOutdatedLook, rest }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
