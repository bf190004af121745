/** Which prompts are shown and wanted of the shown picture. */
import { asksTheSame } from '#src/core/prompts/edit-prompts';
import type { Prompt, SegmentedPrompt } from '#src/core/prompts/prompt';
import { isPrompted, promptedMethod } from '#src/methods/capabilities';
import type { PromptRequest } from '#src/protocol/prompts';
import type { MethodSettings } from '#src/protocol/scores';
import { methodInfo, settingsOf } from '#src/store/method-info';
import type { PromptMasks, PromptsSlice, PromptTool } from '#src/store/prompts-slice';
import { shownPicture, visiblePanes } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';

const NO_PROMPTS: readonly Prompt[] = [];

export function showsPrompts(pane: PaneSettings): boolean {
  return isPrompted(pane.methodId);
}

/** The first visible pane that shows S2M, or -1. */
export function promptPane({ view }: State): number {
  return visiblePanes(view).findIndex(showsPrompts);
}

/** The tool, while there is a pane to use it on. */
export function activeTool(state: State): PromptTool | null {
  return promptPane(state) >= 0 ? state.prompts.tool : null;
}

export function promptSettings({ view }: State): MethodSettings {
  return settingsOf(methodInfo(promptedMethod.id, null), view);
}

export function masksOf({ prompts, view }: State): PromptMasks | null {
  return prompts.masks[view.shownId ?? ''] ?? null;
}

export function editsOf({ prompts, view }: State): PromptsSlice['edits'][string] | null {
  return prompts.edits[view.shownId ?? ''] ?? null;
}

/** Prompts on the picture: as they are dragged, as edited, or the generator's. */
export function shownPrompts(state: State): readonly Prompt[] {
  return state.prompts.draft ?? editsOf(state)?.present ?? masksOf(state)?.generated ?? NO_PROMPTS;
}

/**
 * Whether there is something to edit: the generator's prompts, once they are known, or what was
 * made of them.
 */
export function canEdit(state: State): boolean {
  return (editsOf(state)?.present ?? masksOf(state)?.generated ?? null) !== null;
}

export function selectedPrompt(state: State): Prompt | null {
  const id = state.prompts.selection?.promptId;
  return shownPrompts(state).find((prompt) => prompt.id === id) ?? null;
}

/** What the worker drew for exactly this prompt, or null while it is still asked for another. */
export function maskOf(state: State, prompt: Prompt): SegmentedPrompt | null {
  const known = masksOf(state)?.segmented.find(({ id }) => id === prompt.id);
  return known && asksTheSame(known, prompt) ? known : null;
}

/**
 * What the masks of the shown picture depend on; null unless a pane shows them and the picture is
 * there.
 */
export function wantedPrompts(state: State): PromptRequest | null {
  const picture = shownPicture(state);
  if (picture?.state !== 'ready' || promptPane(state) < 0) return null;
  const prompts = state.prompts.draft ?? editsOf(state)?.present ?? null;
  return { pictureId: picture.id, settings: promptSettings(state), prompts };
}
