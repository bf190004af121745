import { type History, redo, undo } from '#src/core/history';
import type { ClassDraft } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

function replace(change: (history: History<ClassDraft>) => History<ClassDraft>): void {
  const { draft, learning } = getState().openWorld;
  if (!learning) patchOpenWorld({ draft: change(draft) });
}

export function undoAnnotation(): void {
  replace(undo);
}

export function redoAnnotation(): void {
  replace(redo);
}
