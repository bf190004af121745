import { withoutPrompt } from '#src/core/prompts/edit-prompts';
import { commitPrompts } from '#src/session/prompts/commit-prompts';
import { promptAfter } from '#src/session/prompts/prompt-after';
import { shownPrompts } from '#src/store/prompts';
import { getState } from '#src/store/store';

export function removePrompt(id: string): void {
  const before = shownPrompts(getState());
  const after = withoutPrompt(before, id);
  if (after.length !== before.length) commitPrompts(after, promptAfter(id, before, after));
}
