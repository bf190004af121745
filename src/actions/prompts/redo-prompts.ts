import { redo } from '#src/core/history';
import { stepPrompts } from '#src/session/prompts/step-prompts';

export function redoPrompts(): void {
  stepPrompts(redo);
}
