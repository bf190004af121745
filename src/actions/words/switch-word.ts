import { withWordSwitched } from '#src/core/words/edit-vocabulary';
import type { WordPlace } from '#src/core/words/read-word';
import { changeWords } from '#src/session/words/change-words';

/** Leaves a word out, or takes it back in; it stays in its list. @param index in that. */
export function switchWord(place: WordPlace, index: number, isOn: boolean): void {
  changeWords(place, (vocabulary) => withWordSwitched(vocabulary, place, index, isOn));
}
