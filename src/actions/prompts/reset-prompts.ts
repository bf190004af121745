import { commitPrompts } from '#src/session/prompts/commit-prompts';
import { editsOf } from '#src/store/prompts';
import { getState } from '#src/store/store';

/** Back to the generator's prompts; can be undone like any other step. */
export function resetPrompts(): void {
  if (editsOf(getState())?.present) commitPrompts(null, null);
}
