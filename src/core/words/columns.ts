/** From a vocabulary to the columns of the softmax: concepts, merging, prompts (methods.md 6.2). */
import { AnomalensError } from '#src/core/errors';
import { CATEGORIES } from './class-lists';
import type { Concept, Vocabulary, WordClass } from './vocabulary';

/** More words than this are refused: what they cost is the product with all cells of a picture. */
export const MOST_CONCEPTS = 500;
/** Classes and prompts together; the kernel of the scores takes no more. */
export const MOST_COLUMNS = 64;

/** A word and, where it has several, one of its senses. */
export type WordChoice = Pick<Concept, 'word' | 'sense'>;

interface WordColumn {
  /** A class, or the category or all names of merged ones; of a prompt its word. */
  name: string;
  /** Places in `words`, at least one. */
  concepts: readonly number[];
}

/** The columns in their order: classes, then prompts. */
export interface WordColumns {
  /** Every word that is switched on, once. */
  words: readonly WordChoice[];
  /** The known columns. A class without a concept that is switched on has none. */
  classes: readonly WordColumn[];
  prompts: readonly WordColumn[];
}

/** A key that two choices share where they are spelled alike. */
const keyOf = ({ word, sense }: WordChoice) => JSON.stringify([word, sense]);

/** How many concepts and prompts a vocabulary has, whether on or off. */
export function conceptCount({ classes, prompts }: Vocabulary): number {
  return classes.reduce((sum, { concepts }) => sum + concepts.length, prompts.length);
}

/** The name of classes that are one class together. */
export function mergedName(names: readonly string[]): string {
  const isOf = ({ classes }: (typeof CATEGORIES)[number]) =>
    classes.length === names.length && classes.every((name) => names.includes(name));
  return CATEGORIES.find(isOf)?.name ?? names.join(' + ');
}

/**
 * Classes by the class that they belong to after merging, in the order of their first members. A name
 * that no class has is passed over, and so is a second group of a class.
 */
function groupsOf({ classes, merges }: Vocabulary): WordClass[][] {
  const groups: WordClass[][] = [];
  const placed = new Map<readonly string[], WordClass[]>();
  for (const wordClass of classes) {
    const merge = merges.find((names) => names.includes(wordClass.name));
    const group = merge && placed.get(merge);
    if (group) group.push(wordClass);
    else {
      groups.push([wordClass]);
      if (merge) placed.set(merge, groups.at(-1) as WordClass[]);
    }
  }
  return groups;
}

/**
 * The columns of a vocabulary. Without the ensemble, the first concept of a class that is switched on
 * stands for it.
 * @throws AnomalensError `words-none` where no class has a concept that is switched on,
 * `words-too-many` for more concepts or columns than there may be.
 */
export function columnsOf(vocabulary: Vocabulary): WordColumns {
  const count = conceptCount(vocabulary);
  if (count > MOST_CONCEPTS)
    throw new AnomalensError(
      'words-too-many',
      `There are ${count} words; ${MOST_CONCEPTS} at most are possible. Remove some.`,
    );
  const words: WordChoice[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ word, sense }: Concept): number => {
    const choice = sense === undefined ? { word } : { word, sense };
    const place = places.get(keyOf(choice)) ?? words.push(choice) - 1;
    places.set(keyOf(choice), place);
    return place;
  };
  const countedOf = ({ concepts }: WordClass): readonly Concept[] => {
    const on = concepts.filter(({ off }) => !off);
    return vocabulary.ensemble ? on : on.slice(0, 1);
  };
  const classes = groupsOf(vocabulary)
    .map((group) => ({
      name: mergedName(group.map(({ name }) => name)),
      concepts: [...new Set(group.flatMap(countedOf).map(placeOf))],
    }))
    .filter(({ concepts }) => concepts.length > 0);
  if (classes.length === 0)
    throw new AnomalensError(
      'words-none',
      'No class has a word that is switched on, so everything would be unknown. Switch one on.',
    );
  const prompts = vocabulary.prompts
    .filter(({ off }) => !off)
    .map((prompt) => ({ name: prompt.word, concepts: [placeOf(prompt)] }));
  if (classes.length + prompts.length > MOST_COLUMNS)
    throw new AnomalensError(
      'words-too-many',
      `${classes.length} classes and ${prompts.length} words that are looked for are more than ` +
        `${MOST_COLUMNS} together. Switch some off.`,
    );
  return { words, classes, prompts };
}
