import { manualPrompt } from '#src/core/prompts/edit-prompts';
import type { Box } from '#src/core/types';
import { commitPrompts, newPromptId } from '#src/session/prompts/commit-prompts';
import { canEdit, shownPrompts } from '#src/store/prompts';
import { getState } from '#src/store/store';

export function addBox(box: Box): void {
  const state = getState();
  if (!canEdit(state)) return;
  const id = newPromptId();
  commitPrompts([...shownPrompts(state), manualPrompt(id, box)], { promptId: id, point: null });
}
