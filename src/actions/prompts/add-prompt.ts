/** New boxes and points. */
import { commitPrompts, newPromptId } from '#src/actions/prompts/commit-prompts';
import { boxBetween, type Point, pixelCentre } from '#src/core/prompts/box-geometry';
import { manualPrompt, withPoint } from '#src/core/prompts/edit-prompts';
import { smallestAround } from '#src/core/prompts/hit-test';
import type { Prompt } from '#src/core/prompts/prompt';
import type { Box, Size } from '#src/core/types';
import { activeTool, canEdit, selectedPrompt, shownPrompts } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** Each side of a new box, as a share of the visible part of the picture. */
const NEW_BOX_SHARE = 0.25;

export function addBox(box: Box): void {
  const state = getState();
  if (!canEdit(state)) return;
  const id = newPromptId();
  commitPrompts([...shownPrompts(state), manualPrompt(id, box)], { promptId: id, point: null });
}

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
export function promptsWithPoint(at: Point, positive: boolean): WithPoint | null {
  const state = getState();
  const prompts = shownPrompts(state);
  const size = shownPicture(state)?.info;
  if (!size || !canEdit(state)) return null;
  const point = { ...pixelCentre(at, size), positive };
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

function middleOfView(size: Size): { centre: Point; width: number; height: number } {
  const { zoom, canvas } = getState().view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  const centre = {
    x: (canvas.width / 2 - offsetX) / scale,
    y: (canvas.height / 2 - offsetY) / scale,
  };
  const visible = (pixels: number, limit: number) => Math.min(pixels / scale, limit);
  return {
    centre,
    width: visible(canvas.width, size.width),
    height: visible(canvas.height, size.height),
  };
}

/**
 * What the active tool makes, without a pointer: a box in the middle of the view, a point in the
 * middle of the selected box or else of the view.
 */
export function addInMiddle(): void {
  const state = getState();
  const size = shownPicture(state)?.info;
  const tool = activeTool(state);
  if (!size || !tool) return;
  const { centre, width, height } = middleOfView(size);
  if (tool === 'box') {
    const x = (width * NEW_BOX_SHARE) / 2;
    const y = (height * NEW_BOX_SHARE) / 2;
    addBox(
      boxBetween({ x: centre.x - x, y: centre.y - y }, { x: centre.x + x, y: centre.y + y }, size),
    );
    return;
  }
  const box = selectedPrompt(state)?.box;
  const added = promptsWithPoint(
    box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : centre,
    tool === 'positive',
  );
  if (added) commitPrompts(added.prompts, { promptId: added.prompt.id, point: added.index });
}
