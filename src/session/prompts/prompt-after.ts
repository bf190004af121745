import type { Prompt } from '#src/core/prompts/prompt';
import type { PromptSelection } from '#src/store/prompts-slice';

/** The prompt that takes the place of a removed one, so that removing goes on by key. */
export function promptAfter(
  removed: string,
  before: readonly Prompt[],
  after: readonly Prompt[],
): PromptSelection | null {
  const index = before.findIndex(({ id }) => id === removed);
  const next = after[Math.min(index, after.length - 1)];
  return next ? { promptId: next.id, point: next.box ? null : 0 } : null;
}
