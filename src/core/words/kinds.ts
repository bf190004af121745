/** Which names answer to a word that someone searches for: its own, its synonyms' and those of its kinds. */
import { type Dictionary, type DictionaryEntry, meantEntry, sensesOf } from './dictionary';
import { formsOf, plainText, type Spelling } from './spelling';

/** The entries that a text names in its usual sense; none where no form of it is in the dictionary. */
function usualEntries(dictionary: Dictionary, spelling: Spelling, text: string): number[] {
  for (const form of formsOf(plainText(text), spelling)) {
    const senses = sensesOf(dictionary, form);
    const [first] = senses.values();
    if (first !== undefined) return [first, meantEntry(dictionary, senses, first)];
  }
  return [];
}

/**
 * The usual names of all entries that a text names in its usual sense, and of all kinds of these: of
 * "cattle" also "cow", of "couch" "sofa". A category names all of its entries: "food". Each name once.
 */
export function namesMeant(
  { dictionary, spelling }: { dictionary: Dictionary; spelling: Spelling },
  text: string,
): string[] {
  const { entries } = dictionary;
  const plain = plainText(text);
  const isMeant = new Map<number, boolean>(
    usualEntries(dictionary, spelling, text).map((entry) => [entry, true]),
  );
  const decide = (entry: number): boolean => {
    const known = isMeant.get(entry);
    if (known !== undefined) return known;
    isMeant.set(entry, false); // a damaged table may go round in a circle
    const { parent, category } = entries[entry] as DictionaryEntry;
    const answer = category === plain || (parent >= 0 && decide(parent));
    isMeant.set(entry, answer);
    return answer;
  };
  const meant = entries.filter((_, entry) => decide(entry));
  return [...new Set(meant.map(({ lemmas }) => lemmas[0] as string))];
}
