import { undo } from '#src/core/history';
import { stepWords } from '#src/session/words/change-words';

export function undoWords(): void {
  stepWords(undo);
}
