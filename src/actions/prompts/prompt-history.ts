import { commitPrompts } from '#src/actions/prompts/commit-prompts';
import { type History, redo, undo } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { editsOf } from '#src/store/prompts';
import { getState, patchPrompts } from '#src/store/store';

function replace(
  change: (history: History<readonly Prompt[] | null>) => History<readonly Prompt[] | null>,
): void {
  const state = getState();
  const id = state.view.shownId;
  const history = editsOf(state);
  if (id && history)
    patchPrompts({ edits: { ...state.prompts.edits, [id]: change(history) }, draft: null });
}

export function undoPrompts(): void {
  replace(undo);
}

export function redoPrompts(): void {
  replace(redo);
}

/** Back to the generator's prompts; can be undone like any other step. */
export function resetPrompts(): void {
  if (editsOf(getState())?.present) commitPrompts(null, null);
}
