import { withMerged } from '#src/core/words/edit-vocabulary';
import { changeWords } from '#src/session/words/change-words';

/** Two classes, by their names, become one. */
export function mergeClasses(name: string, other: string): void {
  changeWords({ className: other }, (vocabulary) => withMerged(vocabulary, name, other));
}
