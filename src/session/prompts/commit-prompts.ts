/** The one way in which prompts of the shown picture change. */
import { record, startHistory } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { editsOf } from '#src/store/prompts';
import type { PromptSelection } from '#src/store/prompts-slice';
import { getState, patchPrompts } from '#src/store/store';

let made = 0;

/** Tells prompts made by hand apart, also after one was removed. */
export function newPromptId(): string {
  made += 1;
  return `manual-${made}`;
}

/**
 * Takes over what was drawn, as a step that can be undone. Null goes back to the generator's.
 * @param step as in `record`.
 */
export function commitPrompts(
  prompts: readonly Prompt[] | null,
  selection: PromptSelection | null,
  step: string | null = null,
): void {
  const state = getState();
  const id = state.view.shownId;
  if (!id) return;
  const before = editsOf(state) ?? startHistory<readonly Prompt[] | null>(null);
  patchPrompts({
    edits: { ...state.prompts.edits, [id]: record(before, prompts, step) },
    draft: null,
    selection,
  });
}

/** Shows prompts while they are being drawn. */
export function draftPrompts(draft: readonly Prompt[], selection: PromptSelection | null): void {
  patchPrompts({ draft, selection });
}
