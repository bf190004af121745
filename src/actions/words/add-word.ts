import type { WordChoice } from '#src/core/words/columns';
import { placeOfSwitchedOff, withWord } from '#src/core/words/edit-vocabulary';
import { emptyWord, type WordPlace, whyNotAdded } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import { ask } from '#src/session/held-pictures';
import { changeWords, refuseWords } from '#src/session/words/change-words';
import { askedWords } from '#src/store/method-info';
import { getState } from '#src/store/store';

/**
 * Adds a word to the prompts or to a class, or switches it on there, when it means something and stands
 * nowhere else; else it is said there why not. @returns whether it was added.
 */
export async function addWord(place: WordPlace, { word, sense }: WordChoice): Promise<boolean> {
  const plain = plainText(word);
  const choice = sense === undefined ? { word: plain } : { word: plain, sense };
  try {
    if (plain === '') throw emptyWord();
    const vocabulary = askedWords(getState().view);
    const [reading] = await ask('readWords', { words: [choice], vocabulary });
    const answer = reading ?? { from: 'unknown' as const, equals: null };
    const refused = whyNotAdded(getState().view.words, place, choice, answer);
    const isWaiting = placeOfSwitchedOff(getState().view.words, place, choice) >= 0;
    if (refused && !isWaiting) throw refused;
  } catch (error) {
    refuseWords(place, error);
    return false;
  }
  const before = getState().view.words;
  changeWords(place, (vocabulary) => withWord(vocabulary, place, choice));
  return getState().view.words !== before;
}
