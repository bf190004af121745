import { undo } from '#src/core/history';
import { stepPrompts } from '#src/session/prompts/step-prompts';

export function undoPrompts(): void {
  stepPrompts(undo);
}
