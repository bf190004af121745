/** The pictures as the list has them: those whose names fit the filter, in the chosen order. */
import { remembered } from '#src/store/set/remembered';
import { surveyNumbers } from '#src/store/set/set-numbers';
import type { SetSort } from '#src/store/set/set-slice';
import { entryOf } from '#src/store/set/survey-terms';
import type { State } from '#src/store/state';

/** What a sort compares, the highest first; null while it is not known. */
const VALUES: Record<
  Exclude<SetSort, 'opened'>,
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
  const wanted = set.filter.trim().toLowerCase();
  const nameOf = (id: string) => pictures.byId[id]?.name.toLowerCase() ?? '';
  const listed = wanted
    ? pictures.order.filter((id) => nameOf(id).includes(wanted))
    : pictures.order;
  if (set.sort === 'opened') return listed;
  const compared = VALUES[set.sort];
  const values = new Map(listed.map((id) => [id, compared(state, id) ?? Number.NEGATIVE_INFINITY]));
  const value = (id: string) => values.get(id) as number;
  return listed.toSorted((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)));
});

/** The largest share of all pictures, which the bars are compared with; 0 while none is known. */
export const largestShare: (state: State) => number = remembered((state) =>
  state.pictures.order.reduce(
    (most, id) => Math.max(most, surveyNumbers(state, id)?.share ?? 0),
    0,
  ),
);
