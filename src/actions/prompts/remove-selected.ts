import { removePrompt } from '#src/actions/prompts/remove-prompt';
import { withoutPoint } from '#src/core/prompts/edit-prompts';
import { commitPrompts } from '#src/session/prompts/commit-prompts';
import { promptAfter } from '#src/session/prompts/prompt-after';
import { selectedPrompt, shownPrompts } from '#src/store/prompts';
import type { PromptSelection } from '#src/store/prompts-slice';
import { getState } from '#src/store/store';

/** The selected point, or the selected prompt with all it has. */
export function removeSelected(): void {
  const state = getState();
  const prompt = selectedPrompt(state);
  const point = state.prompts.selection?.point ?? null;
  if (!prompt) return;
  if (point === null) {
    removePrompt(prompt.id);
    return;
  }
  const before = shownPrompts(state);
  const after = withoutPoint(before, prompt.id, point);
  const isLeft = after.some(({ id }) => id === prompt.id);
  const rest: PromptSelection = { promptId: prompt.id, point: prompt.box ? null : 0 };
  commitPrompts(after, isLeft ? rest : promptAfter(prompt.id, before, after));
}
