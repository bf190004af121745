/** What the list says of a picture: from the stage for the shown one, else from its survey. */
import { LEAST_OBJECT, objectsIn, shareAboveIn } from '#src/core/set/small-map';
import type { Survey } from '#src/protocol/survey';
import { currentRegions } from '#src/store/selectors';
import { entryOf, surveyTerms } from '#src/store/set/survey-terms';
import type { State } from '#src/store/state';

/** Shares are of what counts of the picture, 0..1. */
export interface SetNumbers {
  /** Objects above the threshold, of at least 0.01 % of the picture and the least area. */
  objects: number;
  /** Share of the largest; 0 without any. */
  largest: number;
  /** Share of all pixels above the threshold. */
  share: number;
}

/** The raw threshold of the list: it follows when the slider rests. */
export function restedThreshold(state: State, pictureId: string): number | null {
  const info = surveyTerms(state, pictureId)?.info;
  return info ? (state.set.thresholds[info.id] ?? info.defaultThreshold) : null;
}

/** By survey, the last threshold that its map was counted at. */
const counted = new WeakMap<Survey, { threshold: number; objects: number[]; share: number }>();

/** Exact at the threshold of the survey, from its map at any other. */
function countsOf(survey: Survey, threshold: number): { objects: number[]; share: number } {
  if (threshold === survey.threshold) return { objects: survey.objects, share: survey.shareAbove };
  const known = counted.get(survey);
  if (known?.threshold === threshold) return known;
  const { map } = survey;
  const counts = {
    threshold,
    objects: objectsIn(map, threshold),
    share: shareAboveIn(map, threshold),
  };
  counted.set(survey, counts);
  return counts;
}

/** Null while nothing is known by the method shown. */
export function surveyNumbers(state: State, pictureId: string): SetNumbers | null {
  const survey = entryOf(state, pictureId)?.survey;
  const threshold = restedThreshold(state, pictureId);
  if (!survey || threshold === null) return null;
  const { objects, share } = countsOf(survey, threshold);
  const least = leastObject(state, pictureId);
  return {
    objects: objects.filter((object) => object >= least).length,
    largest: objects[0] ?? 0,
    share,
  };
}

/** As `surveyNumbers`; of the shown picture those of the stage, which follow every step of the slider. */
export function listedNumbers(state: State, pictureId: string): SetNumbers | null {
  const regions = state.view.shownId === pictureId ? currentRegions(state) : null;
  const info = state.pictures.byId[pictureId]?.info;
  if (!regions || !info) return surveyNumbers(state, pictureId);
  const counting = info.width * info.height * (1 - regions.leftOut);
  const shares = regions.regions.map(({ area }) => area / counting);
  const least = leastObject(state, pictureId);
  return {
    objects: shares.filter((share) => share >= least).length,
    largest: Math.max(0, ...shares),
    share: regions.shareAbove,
  };
}

function leastObject({ view, pictures }: State, pictureId: string): number {
  const info = pictures.byId[pictureId]?.info;
  return info ? Math.max(LEAST_OBJECT, view.minArea / (info.width * info.height)) : LEAST_OBJECT;
}
