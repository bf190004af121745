/** The pictures as the list has them: those that fit the filter, in the chosen order. */
import { picturePaths } from '#src/store/files';
import { remembered } from '#src/store/set/remembered';
import { nameHolding, nameOfPicture, soughtText } from '#src/store/set/set-names';
import { surveyNumbers } from '#src/store/set/set-numbers';
import type { SetSort } from '#src/store/set/set-slice';
import { entryOf } from '#src/store/set/survey-terms';
import { tagsOf } from '#src/store/set/tags';
import type { State } from '#src/store/state';

/** What a sort compares, the highest first; null while it is not known. */
const VALUES: Record<
  Exclude<SetSort, 'opened' | 'likeness'>,
  (state: State, pictureId: string) => number | null
> = {
  unknown: (state, id) => surveyNumbers(state, id)?.share ?? null,
  largest: (state, id) => surveyNumbers(state, id)?.largest ?? null,
  unsure: (state, id) => entryOf(state, id)?.survey?.meanScore ?? null,
};

/**
 * Ids; pictures of which nothing is known yet come last, equal ones as they were opened. Stays the
 * same array while nothing of it changes.
 */
export const setOrder: (state: State) => readonly string[] = remembered((state) => {
  const { pictures, set } = state;
  const sought = soughtText(state);
  const isListed = (id: string) => fileHolds(state, id) || nameHolding(state, id, sought) !== null;
  const listed = sought ? pictures.order.filter(isListed) : pictures.order;
  if (set.sort === 'opened') return listed;
  if (set.sort === 'likeness') return byLikeness(state, listed);
  const compared = VALUES[set.sort];
  const values = new Map(listed.map((id) => [id, compared(state, id) ?? Number.NEGATIVE_INFINITY]));
  const value = (id: string) => values.get(id) as number;
  return listed.toSorted((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)));
});

/** Whether the picture's path or a tag of it holds the text that is looked for; everything holds none. */
function fileHolds(state: State, pictureId: string): boolean {
  const path = picturePaths.get(pictureId) ?? state.pictures.byId[pictureId]?.name ?? '';
  const text = soughtText(state);
  return [path, ...tagsOf(state, pictureId)].some((word) => word.toLowerCase().includes(text));
}

/** By name, the most similar first; pictures without a name come last. */
function byLikeness(state: State, listed: readonly string[]): string[] {
  const names = new Map(listed.map((id) => [id, nameOfPicture(state, id)]));
  return listed.toSorted((a, b) => {
    const [first, second] = [names.get(a), names.get(b)];
    if (!first || !second) return Number(!first) - Number(!second);
    if (first.name !== second.name) return first.name < second.name ? -1 : 1;
    return second.similarity - first.similarity;
  });
}

/** The largest share of all pictures, which the bars are compared with; 0 while none is known. */
export const largestShare: (state: State) => number = remembered((state) =>
  state.pictures.order.reduce(
    (most, id) => Math.max(most, surveyNumbers(state, id)?.share ?? 0),
    0,
  ),
);
