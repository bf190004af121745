import { redo } from '#src/core/history';
import { stepDraft } from '#src/session/open-world/step-draft';

export function redoAnnotation(): void {
  stepDraft(redo);
}
