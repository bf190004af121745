/** Keys for the vocabulary; those of a tool that is out, or of prompts that are shown, come before them. */
import { redoWords } from '#src/actions/words/redo-words';
import { undoWords } from '#src/actions/words/undo-words';
import type { Shortcut } from '#src/components/keys/shortcut';
import { getState } from '#src/store/store';
import { showsWords } from '#src/store/words/words';

const isShown = () => showsWords(getState());
const group = 'Words';

export const wordShortcuts: readonly Shortcut[] = [
  {
    group,
    keys: ['z'],
    control: true,
    when: isShown,
    title: 'Undo the change of words; with Shift, redo',
    run: (_key, shift) => (shift ? redoWords() : undoWords()),
  },
  {
    group,
    keys: ['y'],
    control: true,
    when: isShown,
    title: 'Redo the change of words',
    run: redoWords,
  },
];
