import { redo } from '#src/core/history';
import { stepWords } from '#src/session/words/change-words';

export function redoWords(): void {
  stepWords(redo);
}
