import { type Grouping, withGrouping } from '#src/core/words/edit-vocabulary';
import { changeWords } from '#src/session/words/change-words';

/** All classes on their own, or merged to the seven categories. */
export function groupClasses(grouping: Grouping): void {
  changeWords(null, (vocabulary) => withGrouping(vocabulary, grouping));
}
