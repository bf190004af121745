import { undo } from '#src/core/history';
import { stepDraft } from '#src/session/open-world/step-draft';

export function undoAnnotation(): void {
  stepDraft(undo);
}
