import { withoutWord } from '#src/core/words/edit-vocabulary';
import type { WordPlace } from '#src/core/words/read-word';
import { changeWords } from '#src/session/words/change-words';

/** @param index in its list. */
export function removeWord(place: WordPlace, index: number): void {
  changeWords(place, (vocabulary) => withoutWord(vocabulary, place, index));
}
