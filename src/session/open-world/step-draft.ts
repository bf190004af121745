import type { History } from '#src/core/history';
import type { ClassDraft } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

export function stepDraft(change: (history: History<ClassDraft>) => History<ClassDraft>): void {
  const { draft, learning } = getState().openWorld;
  if (!learning) patchOpenWorld({ draft: change(draft) });
}
