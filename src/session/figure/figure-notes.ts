/** What stands below a figure. */
import { toldVocabulary } from '#src/core/words/told-vocabulary';
import { wordsMethod } from '#src/methods/capabilities';
import { askedWords } from '#src/store/method-info';
import type { State } from '#src/store/state';
import { sentenceModel } from '#src/store/words/sentence-model';
import { showsWords } from '#src/store/words/words';

/** Digits of a SHA-256 that tell files apart where there is no room for 64. */
const DIGITS = 12;

/** By which words it was made, where a shown method answers to words; else nothing. */
export function figureNotes(state: State): string[] {
  if (!wordsMethod || !showsWords(state)) return [];
  const words = askedWords(state.view);
  const encoder = words.encoder ? sentenceModel(state) : null;
  const told = toldVocabulary(words).map(([name, value]) => `${name}: ${value}`);
  const digest = encoder ? ` (SHA-256 ${encoder.sha256.slice(0, DIGITS)}…)` : '';
  return [`${wordsMethod.title}. ${told.join('. ')}${digest}.`];
}
