/** Changes of a vocabulary, each a new one. Words have been read before they come here. */
import { CATEGORIES, CLASS_LISTS, type ClassList } from './class-lists';
import type { WordChoice } from './columns';
import type { WordPlace } from './read-word';
import type { Concept, Vocabulary } from './vocabulary';

/** Whether two vocabularies ask for the same in the same order. */
export function sameVocabulary(a: Vocabulary, b: Vocabulary): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The words of a class or the prompts; empty for a class that is not there. */
export function listAt({ classes, prompts }: Vocabulary, place: WordPlace): readonly Concept[] {
  if ('prompt' in place) return prompts;
  return classes.find(({ name }) => name === place.className)?.concepts ?? [];
}

/** Where a list has a word that is switched off; -1 where it has not. */
export function placeOfSwitchedOff(
  vocabulary: Vocabulary,
  place: WordPlace,
  { word, sense }: WordChoice,
): number {
  return listAt(vocabulary, place).findIndex(
    (other) => other.off === true && other.word === word && other.sense === sense,
  );
}

function withList(
  vocabulary: Vocabulary,
  place: WordPlace,
  change: (list: readonly Concept[]) => readonly Concept[],
): Vocabulary {
  if ('prompt' in place) return { ...vocabulary, prompts: change(vocabulary.prompts) };
  const classes = vocabulary.classes.map((entry) =>
    entry.name === place.className ? { ...entry, concepts: change(entry.concepts) } : entry,
  );
  return { ...vocabulary, classes };
}

/** Puts a word, switched on, at the end of a list; one that is there, but off, is switched on. */
export function withWord(
  vocabulary: Vocabulary,
  place: WordPlace,
  { word, sense }: WordChoice,
): Vocabulary {
  const waiting = placeOfSwitchedOff(vocabulary, place, { word, sense });
  if (waiting >= 0) return withWordSwitched(vocabulary, place, waiting, true);
  const concept = sense === undefined ? { word } : { word, sense };
  return withList(vocabulary, place, (list) => [...list, concept]);
}

export function withoutWord(vocabulary: Vocabulary, place: WordPlace, index: number): Vocabulary {
  return withList(vocabulary, place, (list) => list.filter((_, i) => i !== index));
}

/** A word that is switched off stays in its list. */
export function withWordSwitched(
  vocabulary: Vocabulary,
  place: WordPlace,
  index: number,
  isOn: boolean,
): Vocabulary {
  const switched = ({ off: _, ...concept }: Concept): Concept =>
    isOn ? concept : { ...concept, off: true };
  return withList(vocabulary, place, (list) =>
    list.map((concept, i) => (i === index ? switched(concept) : concept)),
  );
}

/** The classes of a list; merges and prompts stay. */
export function withClassList(vocabulary: Vocabulary, list: ClassList): Vocabulary {
  return { ...vocabulary, classes: CLASS_LISTS[list] };
}

/** The list whose concepts a vocabulary has; null for one that was edited. */
export function classListOf({ classes }: Vocabulary): ClassList | null {
  const names = Object.keys(CLASS_LISTS) as ClassList[];
  const text = JSON.stringify(classes);
  return names.find((name) => JSON.stringify(CLASS_LISTS[name]) === text) ?? null;
}

/** The names of the classes that are one with a class, itself among them, in the order of the classes. */
export function mergedWith({ merges, classes }: Vocabulary, name: string): readonly string[] {
  const group = merges.find((names) => names.includes(name)) ?? [name];
  return classes.flatMap((entry) => (group.includes(entry.name) ? entry.name : []));
}

/** Two classes, with those that each is one with, become one. */
export function withMerged(vocabulary: Vocabulary, a: string, b: string): Vocabulary {
  const joined = [...mergedWith(vocabulary, a), ...mergedWith(vocabulary, b)];
  const group = vocabulary.classes.flatMap(({ name }) => (joined.includes(name) ? name : []));
  if (group.length < 2) return vocabulary;
  const others = vocabulary.merges.filter((names) => !names.some((name) => group.includes(name)));
  return { ...vocabulary, merges: [...others, group] };
}

/** The classes that are one with a class stand on their own again. */
export function withSplit(vocabulary: Vocabulary, name: string): Vocabulary {
  const merges = vocabulary.merges.filter((names) => !names.includes(name));
  return { ...vocabulary, merges };
}

/** How classes are grouped at first: each on its own, or in the seven categories of Cityscapes. */
export type Grouping = 'classes' | 'categories';

const MERGES: Record<Grouping, Vocabulary['merges']> = {
  classes: [],
  categories: CATEGORIES.flatMap(({ classes }) => (classes.length > 1 ? [classes] : [])),
};

export function withGrouping(vocabulary: Vocabulary, grouping: Grouping): Vocabulary {
  return { ...vocabulary, merges: MERGES[grouping] };
}

/** Null for groups of a person's own. */
export function groupingOf({ merges }: Vocabulary): Grouping | null {
  const sorted = (groups: Vocabulary['merges']) =>
    JSON.stringify(groups.map((names) => [...names].sort().join()).sort());
  const groupings: Grouping[] = ['classes', 'categories'];
  return groupings.find((grouping) => sorted(MERGES[grouping]) === sorted(merges)) ?? null;
}
