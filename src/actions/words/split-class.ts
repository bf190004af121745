import { withSplit } from '#src/core/words/edit-vocabulary';
import { changeWords } from '#src/session/words/change-words';

/** Classes that were merged stand on their own again. @param name of any of them. */
export function splitClass(name: string): void {
  changeWords({ className: name }, (vocabulary) => withSplit(vocabulary, name));
}
