/** What a person asks of a network that answers to words: classes by lists of words, and prompts. */

/** A word, or a phrase, and whether it is left out while it stays in the list. */
export interface Concept {
  word: string;
  /** Which of its senses, by the words that tell it from the others; absent: the first one. */
  sense?: string;
  off?: true;
}

/** A known class: it is as near to a place as the nearest of its concepts. */
export interface WordClass {
  name: string;
  concepts: readonly Concept[];
}

export interface Vocabulary {
  classes: readonly WordClass[];
  /** Names of classes that are one class together, each name in one group at most. */
  merges: readonly (readonly string[])[];
  /** What is looked for beside the classes, and known to be none of them. */
  prompts: readonly Concept[];
  /** All concepts of a class count; without, the first one alone. */
  ensemble: boolean;
  /** A prompt may take no more than `alpha` of ordinary street pixels. */
  calibrated: boolean;
  /** 0..1 */
  alpha: number;
  /** Words outside the dictionary are read by the sentence encoder. */
  encoder?: true;
}

/** Every word of a vocabulary, on or off. */
export function textsOf({ classes, prompts }: Pick<Vocabulary, 'classes' | 'prompts'>): string[] {
  return [...classes.flatMap(({ concepts }) => concepts), ...prompts].map(({ word }) => word);
}
