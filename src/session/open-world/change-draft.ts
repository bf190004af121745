/** The one way in which the annotated class changes. */
import { record } from '#src/core/history';
import type { ClassDraft } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld } from '#src/store/store';

/**
 * As a step that can be undone; nothing while the class is being learnt.
 * @param step as in `record`.
 */
export function changeDraft(draft: ClassDraft, step: string | null = null): void {
  const { draft: before, learning } = getState().openWorld;
  if (!learning) patchOpenWorld({ draft: record(before, draft, step), error: null });
}
