/** What the shown picture holds, in the words that stand above everything else. */
import { formatCount, formatShare } from '#src/core/numbers';
import { LEAST_OBJECT } from '#src/core/set/small-map';
import type { PaneRegions } from '#src/protocol/view';
import { regionProblem, shownLeftOut } from '#src/store/labels/region-of-interest';
import { activeRoadLikeness, paneError } from '#src/store/models';
import {
  activeMethod,
  activePane,
  currentRegions,
  selectedPicture,
  shownPicture,
  shownResult,
} from '#src/store/selectors';
import { listedNumbers } from '#src/store/set/set-numbers';
import type { State } from '#src/store/state';

/** Regions below the least size of an object. */
export interface Specks {
  count: number;
  /** The least area of an object, pixels. */
  leastArea: number;
  /** Whether they are among the objects of the headline. */
  counted: boolean;
}

export interface Headline {
  /** How many objects, or what is the matter. */
  main: string;
  /** What follows after a comma; empty: nothing. */
  beside: string;
  /** What was left out of the picture; empty: nothing. */
  leftOut: string;
  /** Null: there are none. */
  specks: Specks | null;
  /** How it was decided that the picture is no road scene; null: it is one, or nobody minds. */
  doubt: string | null;
}

const plain = (main: string): Headline => ({
  main,
  beside: '',
  leftOut: '',
  specks: null,
  doubt: null,
});

/** Told with the rest, so that nobody takes it for the whole picture. */
function leftOutWords(state: State, leftOut: number): string {
  const problem = regionProblem(state);
  if (problem) return `The region of interest is not applied: ${problem}`;
  return shownLeftOut(state) ? `${formatShare(leftOut)} of the picture left out` : '';
}

/** The worker lists the largest regions. Where all of these are objects, others may be some too. */
function hasUnlisted({ regions, regionCount }: PaneRegions, objects: number): boolean {
  return regionCount > objects && regions.length === objects;
}

/** What the list of pictures leaves out of its count of objects. */
function specksOf(state: State, regions: PaneRegions): Specks | null {
  const picture = shownPicture(state);
  const objects = picture && listedNumbers(state, picture.id)?.objects;
  if (!picture?.info || objects === undefined || objects === null) return null;
  const { width, height } = picture.info;
  const leastArea = Math.ceil(LEAST_OBJECT * width * height * (1 - regions.leftOut));
  const count = regions.regionCount - objects;
  return count > 0 && !hasUnlisted(regions, objects)
    ? { count, leastArea, counted: state.view.specksCounted }
    : null;
}

function countWords(state: State, count: number, atLeast: boolean): string {
  const noun = count === 1 ? 'object' : 'objects';
  const number = count === 0 ? 'No' : `${atLeast ? 'At least ' : ''}${formatCount(count)}`;
  return activeMethod(state).imported
    ? `${number} ${noun} above the threshold`
    : `${number} unknown ${noun}`;
}

/** Why there are no regions yet: nobody waits for a method that failed or was cancelled. */
function whyNothing(state: State): string {
  const [picture, shown] = [selectedPicture(state), shownPicture(state)];
  const pane = activePane(state);
  if (picture?.id === shown?.id && !state.session.activity) {
    if (paneError(state, pane)) return 'This method could not be computed.';
    if (shown?.state === 'ready' && !shownResult(state)?.scores[pane.methodId])
      return 'This method has not been computed.';
  }
  return 'Looking at the picture…';
}

/** Says how it was decided, since a wrong verdict must be recognisable as one. */
function doubtOf(state: State, pictureId: string): string | null {
  const road = activeRoadLikeness(state);
  if (!road || road.looksLikeRoad || state.view.doubtsClosed.includes(pictureId)) return null;
  return (
    'Confident road, sidewalk, building, vegetation, sky, terrain and car fill ' +
    `${formatShare(road.share)} of the picture; a road scene has at least ` +
    `${formatShare(road.leastShare)}, and road in the lower half.`
  );
}

/** What a person would say of the shown picture by the active method, at its threshold. */
export function headline(state: State): Headline {
  const picture = selectedPicture(state);
  const regions = currentRegions(state);
  if (!picture) return plain('Open a road scene to see what the network does not know.');
  if (picture.state === 'failed') return plain('This picture could not be analysed.');
  if (picture.state === 'loaded' && !state.session.activity)
    return plain('This picture has not been analysed.');
  if (!regions || picture.id !== shownPicture(state)?.id) return plain(whyNothing(state));
  const doubt = doubtOf(state, picture.id);
  if (doubt) return { ...plain('Not a road scene: results mean little'), doubt };
  const { regionCount, removed, shareAbove } = regions;
  const leftOut = leftOutWords(state, regions.leftOut);
  if (regionCount === 0 && removed === 0 && shareAbove === 0)
    return { ...plain('Nothing unknown in this picture'), leftOut };
  const specks = specksOf(state, regions);
  const listed = listedNumbers(state, picture.id)?.objects ?? regionCount;
  const count = specks?.counted ? regionCount : listed;
  // The share is of all pixels above the threshold, those of the removed regions too: beside the
  // objects that are left it would mislead.
  const beside =
    removed > 0
      ? `${formatCount(removed)} removed as false positives`
      : `${formatShare(shareAbove)} of ${shownLeftOut(state) ? 'the rest' : 'the picture'}`;
  const main = countWords(state, count, hasUnlisted(regions, count));
  return { main, beside, leftOut, specks, doubt: null };
}

/** What is left out of the count, or is in it though small, as a sentence without its full stop. */
export function specksWords({ count, leastArea, counted }: Specks): string {
  const number = formatCount(count);
  return counted
    ? `${number} of them below ${formatCount(leastArea)} px`
    : `${number} below ${formatCount(leastArea)} px not counted`;
}
