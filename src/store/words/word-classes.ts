import { colourOfClass, PROMPT_COLOUR } from '#src/core/words/class-colours';
import { mergedName } from '#src/core/words/columns';
import { mergedWith } from '#src/core/words/edit-vocabulary';
import type { Vocabulary, WordClass } from '#src/core/words/vocabulary';

/** Classes that are one, as the list of the page and the map of classes name them. */
export interface WordGroup {
  name: string;
  /** That of its first class with a word that is switched on; the map's too. */
  colour: string;
  /** At least one, in the order of the vocabulary. */
  classes: readonly WordClass[];
  /** Whether any word is switched on: without, it is no class of the map. */
  isOn: boolean;
}

const hasWord = ({ concepts }: WordClass) => concepts.some(({ off }) => !off);

/** By their first classes, in the order of the vocabulary. */
export function wordGroups(vocabulary: Vocabulary): WordGroup[] {
  return vocabulary.classes.flatMap(({ name }) => {
    const names = mergedWith(vocabulary, name);
    if (names[0] !== name) return [];
    const classes = vocabulary.classes.filter((entry) => names.includes(entry.name));
    const first = classes.find(hasWord);
    const colour = colourOfClass(first?.name ?? name);
    return { name: mergedName(names), colour, classes, isOn: first !== undefined };
  });
}

/** Names and colours of the map of classes. */
export function wordColours(vocabulary: Vocabulary): { name: string; colour: string }[] {
  return [
    ...wordGroups(vocabulary)
      .filter(({ isOn }) => isOn)
      .map(({ name, colour }) => ({ name, colour })),
    ...vocabulary.prompts
      .filter(({ off }) => !off)
      .map(({ word }) => ({ name: word, colour: PROMPT_COLOUR })),
  ];
}
