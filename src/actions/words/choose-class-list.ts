import type { ClassList } from '#src/core/words/class-lists';
import { withClassList } from '#src/core/words/edit-vocabulary';
import { changeWords } from '#src/session/words/change-words';

/** Takes the concepts of a list for all classes; what was edited can be undone. */
export function chooseClassList(list: ClassList): void {
  changeWords(null, (vocabulary) => withClassList(vocabulary, list));
}
