import { commitPrompts } from '#src/actions/prompts/commit-prompts';
import { withoutPoint, withoutPrompt } from '#src/core/prompts/edit-prompts';
import type { Prompt } from '#src/core/prompts/prompt';
import { selectedPrompt, shownPrompts } from '#src/store/prompts';
import type { PromptSelection } from '#src/store/prompts-slice';
import { getState } from '#src/store/store';

/** The prompt that takes the place of a removed one, so that removing goes on by key. */
function neighbourOf(
  removed: string,
  before: readonly Prompt[],
  after: readonly Prompt[],
): PromptSelection | null {
  const at = before.findIndex(({ id }) => id === removed);
  const next = after[Math.min(at, after.length - 1)];
  return next ? { promptId: next.id, point: next.box ? null : 0 } : null;
}

export function removePrompt(id: string): void {
  const before = shownPrompts(getState());
  const after = withoutPrompt(before, id);
  if (after.length !== before.length) commitPrompts(after, neighbourOf(id, before, after));
}

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
  commitPrompts(after, isLeft ? rest : neighbourOf(prompt.id, before, after));
}
