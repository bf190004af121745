import type { Vocabulary } from '#src/core/words/vocabulary';
import { changeWords } from '#src/session/words/change-words';

/** How words count: the prompt ensemble, calibrated prompts and their share. */
export function setWordsRule(
  rule: Partial<Pick<Vocabulary, 'ensemble' | 'calibrated' | 'alpha'>>,
): void {
  const step = 'alpha' in rule ? 'alpha' : null;
  changeWords({ prompt: true }, (vocabulary) => ({ ...vocabulary, ...rule }), step);
}
