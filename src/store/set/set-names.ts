/** What the regions of the set's pictures look like, as far as that is known. */
import type { NameGuess } from '#src/core/words/naming';
import { wantsNames } from '#src/store/names/shown-names';
import { remembered } from '#src/store/set/remembered';
import { entryOf } from '#src/store/set/survey-terms';
import type { State } from '#src/store/state';

/** A text as it is looked for, within a list of pictures. */
export const soughtText = ({ set }: State): string => set.filter.trim().toLowerCase();

/** The likeness of the region that fits best to its name; null while none is known, and where none fits. */
function best(guesses: readonly NameGuess[]): NameGuess | null {
  return guesses.reduce<NameGuess | null>(
    (most, guess) => (most && most.similarity >= guess.similarity ? most : guess),
    null,
  );
}

/**
 * The best name of a region that holds a text as whole words, or is a synonym or a kind of it: "cow" is in
 * "highland cow" and not in "cowboy hat", and is found by "cattle". Null without any, and while names
 * are switched off or not known.
 */
export function nameHolding(state: State, pictureId: string, text: string): NameGuess | null {
  if (text === '') return null;
  const { meant } = state.set;
  const holds = ({ name }: NameGuess) =>
    ` ${name} `.includes(` ${text} `) || (meant?.text === text && meant.names.has(name));
  return best(guessesOf(state, pictureId).filter(holds));
}

/** The name that the list is searched for, else the best of all of its regions. */
export function nameOfPicture(state: State, pictureId: string): NameGuess | null {
  return nameHolding(state, pictureId, soughtText(state)) ?? best(guessesOf(state, pictureId));
}

function guessesOf(state: State, pictureId: string): readonly NameGuess[] {
  return (wantsNames(state) && entryOf(state, pictureId)?.survey?.naming?.names?.flat()) || [];
}

/** Pictures of the list whose names are wanted and not known; 0 while none are wanted. */
export const unnamed: (state: State) => number = remembered((state) => {
  if (!wantsNames(state)) return 0;
  const isNamed = (id: string) => Boolean(entryOf(state, id)?.survey?.naming?.names);
  return state.pictures.order.filter((id) => !isNamed(id)).length;
});
