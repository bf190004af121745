import { type Point, pixelCentre } from '#src/core/prompts/box-geometry';
import { manualPrompt, withPoint } from '#src/core/prompts/edit-prompts';
import { smallestAround } from '#src/core/prompts/hit-test';
import type { Prompt } from '#src/core/prompts/prompt';
import { newPromptId } from '#src/session/prompts/commit-prompts';
import { canEdit, selectedPrompt, shownPrompts } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

interface WithPoint {
  prompts: readonly Prompt[];
  /** Whose point it is, and which. */
  prompt: Prompt;
  index: number;
}

/**
 * The shown prompts with a point more: it belongs to the selected one, else to the smallest box
 * around it, else it begins a prompt. Null for a negative point that belongs to none, since it
 * would ask for nothing.
 */
export function promptsWithPoint(place: Point, positive: boolean): WithPoint | null {
  const state = getState();
  const prompts = shownPrompts(state);
  const size = shownPicture(state)?.info;
  if (!size || !canEdit(state)) return null;
  const point = { ...pixelCentre(place, size), positive };
  const owner = selectedPrompt(state) ?? smallestAround(prompts, point);
  if (owner)
    return {
      prompts: withPoint(prompts, owner.id, point),
      prompt: owner,
      index: owner.points.length,
    };
  if (!positive) return null;
  const prompt = manualPrompt(newPromptId(), null, [point]);
  return { prompts: [...prompts, prompt], prompt, index: 0 };
}
