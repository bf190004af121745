import { selectedPrompt } from '#src/store/prompts';
import { getState, patchPrompts } from '#src/store/store';

export function deselectPrompt(): void {
  if (selectedPrompt(getState())) patchPrompts({ selection: null });
}
