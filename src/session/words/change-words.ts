/** The one way in which a person changes the vocabulary. */
import { type History, record, startHistory } from '#src/core/history';
import { columnsOf } from '#src/core/words/columns';
import { sameVocabulary } from '#src/core/words/edit-vocabulary';
import type { WordPlace } from '#src/core/words/read-word';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { serialiseError } from '#src/protocol/errors';
import { getState, patchView, patchWords } from '#src/store/store';

/** A link may have brought other words since the last edit. */
function currentHistory(): History<Vocabulary> {
  const { view, words } = getState();
  const { history } = words;
  return history && sameVocabulary(history.present, view.words)
    ? history
    : startHistory(view.words);
}

/** Why an edit is not made, told where it was made. */
export function refuseWords(place: WordPlace | null, error: unknown): void {
  patchWords({ refusal: { place, error: serialiseError(error) } });
}

/**
 * Takes other words over, as a step that can be undone; one that leaves nothing known, or makes more
 * columns than there may be, is refused where it was made.
 * @param step as in `record`.
 */
export function changeWords(
  place: WordPlace | null,
  change: (vocabulary: Vocabulary) => Vocabulary,
  step: string | null = null,
): void {
  const before = getState().view.words;
  const words = change(before);
  if (sameVocabulary(before, words)) return;
  try {
    columnsOf(words);
  } catch (error) {
    refuseWords(place, error);
    return;
  }
  patchWords({ history: record(currentHistory(), words, step), refusal: null });
  patchView({ words });
}

/** Goes along the history: `undo` or `redo`. */
export function stepWords(move: (history: History<Vocabulary>) => History<Vocabulary>): void {
  const history = move(currentHistory());
  patchWords({ history, refusal: null });
  patchView({ words: history.present });
}
