import { shownPrompts } from '#src/store/prompts';
import { getState, patchPrompts } from '#src/store/store';

/**
 * Selects a prompt or one of its points; of a prompt without a box the first point, since there is
 * nothing else to move.
 */
export function selectPrompt(promptId: string, point: number | null = null): void {
  const state = getState();
  const prompt = shownPrompts(state).find(({ id }) => id === promptId);
  if (!prompt) return;
  const selection = { promptId, point: point ?? (prompt.box ? null : 0) };
  const { selection: before } = state.prompts;
  if (before?.promptId === promptId && before.point === selection.point) return;
  patchPrompts({ selection });
}
