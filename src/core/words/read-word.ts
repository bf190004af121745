/** What a typed word means, and the answers to those that mean nothing here. */
import { AnomalensError } from '#src/core/errors';
import { conceptCount, MOST_CONCEPTS, type WordChoice } from './columns';
import { type DictionaryEntry, entryVector, meantEntry, sensesOf } from './dictionary';
import { piecesVector } from './pieces';
import { formsOf, plainText } from './spelling';
import type { WordTables } from './tables';
import type { Concept, Vocabulary } from './vocabulary';

export interface ReadWord {
  /** The form under which it was found; what it is put together from where it was not. */
  reads: string;
  /**
   * `dictionary`: exact; `encoder`: by the sentence encoder, as exact; `pieces`: put together; `unknown`: no
   * piece of it is known.
   */
  from: 'dictionary' | 'encoder' | 'pieces' | 'unknown';
  /** Equal for words that mean the same here, such as a singular and its plural. */
  meaning: string;
  /** Which sense was taken; null where there is one. */
  sense: string | null;
  /** All senses, the usual one first; empty where there is one. */
  senses: string[];
  /** Null for a word that is not in the dictionary. */
  category: string | null;
  /** `[dimensions]`, length 1; null for an unknown word. */
  vector: Float32Array | null;
}

/**
 * Looks a word up: as it is, in the singular, in the other spelling; what is in no form in the dictionary has
 * the vector of the sentence encoder where that has read it, and is put together from its pieces else. A sense that the word does not have is passed over for the usual one.
 * @throws AnomalensError `word-empty` for a text without letters and digits.
 */
export function readWord(tables: WordTables, { word, sense }: WordChoice): ReadWord {
  const { dictionary, spelling, pieces } = tables;
  const plain = plainText(word);
  if (plain === '') throw emptyWord();
  for (const form of formsOf(plain, spelling)) {
    const senses = sensesOf(dictionary, form);
    const [usual] = senses.keys();
    if (usual === undefined) continue;
    const chosen = sense !== undefined && senses.has(sense) ? sense : usual;
    const entry = senses.get(chosen) as number;
    const isOneOfMany = senses.size > 1;
    return {
      reads: form,
      from: 'dictionary',
      meaning: `entry ${meantEntry(dictionary, senses, entry)}`,
      sense: isOneOfMany ? chosen : null,
      senses: isOneOfMany ? [...senses.keys()] : [],
      category: (dictionary.entries[entry] as DictionaryEntry).category,
      vector: entryVector(dictionary, entry),
    };
  }
  const encoded = tables.encoded?.get(plain);
  const vector = encoded ?? piecesVector(pieces, plain);
  const from = encoded ? 'encoder' : 'pieces';
  return {
    reads: plain,
    from: vector ? from : 'unknown',
    meaning: `text ${plain}`,
    sense: null,
    senses: [],
    category: null,
    vector,
  };
}

/** Whether some form of a text is in the dictionary. @param plain from `plainText`. */
export function inDictionary(
  { dictionary, spelling }: Pick<WordTables, 'dictionary' | 'spelling'>,
  plain: string,
): boolean {
  for (const form of formsOf(plain, spelling)) if (dictionary.byLemma.has(form)) return true;
  return false;
}

/**
 * The unit vector of a word.
 * @throws AnomalensError `word-empty`, `word-unknown` where no piece of it is known.
 */
export function vectorOfWord(tables: WordTables, choice: WordChoice): Float32Array {
  const { vector } = readWord(tables, choice);
  if (!vector) throw unknownWords([choice.word]);
  return vector;
}

/** The error of a text without letters and digits. */
export function emptyWord(): AnomalensError {
  return new AnomalensError('word-empty', 'Type a word: there is no letter in it.');
}

/** The error of words that cannot be used. */
export function unknownWords(words: readonly string[]): AnomalensError {
  const list = words.map((word) => `“${word}”`).join(', ');
  return new AnomalensError('word-unknown', `Nothing of ${list} is known here. Try another word.`);
}

/** The name of the class that has a word of the same meaning among its concepts, on or off; null for none. */
export function classWith(
  tables: WordTables,
  { classes }: Pick<Vocabulary, 'classes'>,
  { meaning }: Pick<ReadWord, 'meaning'>,
): string | null {
  const means = (concept: Concept) =>
    plainText(concept.word) !== '' && readWord(tables, concept).meaning === meaning;
  return classes.find(({ concepts }) => concepts.some(means))?.name ?? null;
}

/** Where a word is to stand: among the prompts, or in the list of a class by its name. */
export type WordPlace = { prompt: true } | { className: string };

/** What refuses a word at its place. `equals` is the class that has it as a concept, `classWith`. */
export interface WordAnswer extends Pick<ReadWord, 'from'> {
  equals: string | null;
}

/**
 * Why a word cannot be added to a vocabulary; null where it can.
 * @returns `word-unknown`, `word-taken` for one that is there already or is a concept of a class,
 * `words-too-many`.
 */
export function whyNotAdded(
  vocabulary: Vocabulary,
  place: WordPlace,
  choice: WordChoice,
  { from, equals }: WordAnswer,
): AnomalensError | null {
  const { word, sense } = choice;
  if (from === 'unknown') return unknownWords([word]);
  const isPrompt = 'prompt' in place;
  const list = isPrompt
    ? vocabulary.prompts
    : (vocabulary.classes.find(({ name }) => name === place.className)?.concepts ?? []);
  const isSame = (other: Concept) =>
    plainText(other.word) === plainText(word) && other.sense === sense;
  if (list.some(isSame)) return taken(`“${word}” is in this list already.`);
  if (equals !== null && (isPrompt || equals !== place.className))
    return taken(
      `“${word}” is a word of the known class “${equals}”. Remove it there first: a word cannot be both.`,
    );
  if (conceptCount(vocabulary) >= MOST_CONCEPTS)
    return new AnomalensError(
      'words-too-many',
      `There are ${MOST_CONCEPTS} words already, which is the most. Remove one first.`,
    );
  return null;
}

function taken(message: string): AnomalensError {
  return new AnomalensError('word-taken', message);
}
