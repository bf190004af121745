import type { History } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { editsOf } from '#src/store/prompts';
import { getState, patchPrompts } from '#src/store/store';

export function stepPrompts(
  change: (history: History<readonly Prompt[] | null>) => History<readonly Prompt[] | null>,
): void {
  const state = getState();
  const id = state.view.shownId;
  const history = editsOf(state);
  if (id && history)
    patchPrompts({ edits: { ...state.prompts.edits, [id]: change(history) }, draft: null });
}
