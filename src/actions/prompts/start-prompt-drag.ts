/** Drags and clicks of a tool on the picture, in picture pixels. */

import { deselectPrompt } from '#src/actions/prompts/deselect-prompt';
import { selectPrompt } from '#src/actions/prompts/select-prompt';
import {
  boxBetween,
  moveBox,
  type Point,
  pixelCentre,
  resizeBox,
} from '#src/core/prompts/box-geometry';
import { manualPrompt, withBox, withMovedPoint } from '#src/core/prompts/edit-prompts';
import { type Hit, hitTest, smallestAround } from '#src/core/prompts/hit-test';
import type { Prompt } from '#src/core/prompts/prompt';
import type { ToolDrag } from '#src/core/tool-drag';
import type { Box, Size } from '#src/core/types';
import { commitPrompts, draftPrompts, newPromptId } from '#src/session/prompts/commit-prompts';
import { promptDrag } from '#src/session/prompts/prompt-drag';
import { promptsWithPoint } from '#src/session/prompts/prompts-with-point';
import { activeTool, canEdit, selectedPrompt, shownPrompts } from '#src/store/prompts';
import type { PromptSelection } from '#src/store/prompts-slice';
import { shownPicture } from '#src/store/selectors';
import { getState, patchPrompts } from '#src/store/store';

/** What the prompts become while the pointer is elsewhere. */
type Draw = (to: Point) => { prompts: readonly Prompt[]; selection: PromptSelection };

function drawing(prompts: readonly Prompt[], from: Point, size: Size): Draw {
  const id = newPromptId();
  const selection = { promptId: id, point: null };
  return (to) => ({
    prompts: [...prompts, manualPrompt(id, boxBetween(from, to, size))],
    selection,
  });
}

function changing(prompts: readonly Prompt[], hit: Hit, from: Point, size: Size): Draw {
  const { id } = hit.prompt;
  if (hit.part === 'point') {
    const { index } = hit;
    const selection = { promptId: id, point: index };
    return (to) => ({
      prompts: withMovedPoint(prompts, id, index, pixelCentre(to, size)),
      selection,
    });
  }
  const selection = { promptId: id, point: null };
  const boxAt = (to: Point): Box =>
    hit.part === 'handle'
      ? resizeBox(hit.box, hit.handle, to.x - from.x, to.y - from.y, size)
      : moveBox(hit.box, to.x - from.x, to.y - from.y, size);
  return (to) => ({ prompts: withBox(prompts, id, boxAt(to)), selection });
}

/** A pointer that did not move: chooses what is under it. */
function click(place: Point, hit: Hit | null): void {
  const around = smallestAround(shownPrompts(getState()), place);
  if (hit?.part === 'point') selectPrompt(hit.prompt.id, hit.index);
  else if (around) selectPrompt(around.id);
  else if (hit) selectPrompt(hit.prompt.id);
  else deselectPrompt();
}

function dragOf(draw: Draw, from: Point, slack: number, onClick: () => void): ToolDrag {
  const { selection } = getState().prompts;
  let hasMoved = false;
  const drag: ToolDrag = {
    move: (to) => {
      if (promptDrag.current !== drag) return;
      hasMoved ||= Math.hypot(to.x - from.x, to.y - from.y) > slack;
      if (!hasMoved) return;
      const drawn = draw(to);
      draftPrompts(drawn.prompts, drawn.selection);
    },
    end: () => {
      if (promptDrag.current !== drag) return;
      promptDrag.current = null;
      const { draft, selection: drawn } = getState().prompts;
      if (draft) commitPrompts(draft, drawn);
      else onClick();
    },
    cancel: () => {
      if (promptDrag.current !== drag) return;
      promptDrag.current = null;
      patchPrompts({ draft: null, selection });
    },
  };
  return drag;
}

/**
 * A point is there as soon as the pointer is down, and follows it. Null for one that would belong
 * to nothing.
 */
function placing(from: Point, positive: boolean, size: Size): ToolDrag | null {
  const added = promptsWithPoint(from, positive);
  if (!added) return null;
  const { prompt, index } = added;
  const drag = dragOf(
    changing(added.prompts, { part: 'point', prompt, index }, from, size),
    from,
    0,
    () => undefined,
  );
  draftPrompts(added.prompts, { promptId: prompt.id, point: index });
  return drag;
}

/**
 * Begins what the active tool does at a place; null where it has nothing to do.
 * @param reach how far beside a thing it is still meant, in picture pixels.
 * @param opposite a positive point in place of a negative one, and the other way round.
 */
export function startPromptDrag(from: Point, reach: number, opposite: boolean): ToolDrag | null {
  const state = getState();
  const tool = activeTool(state);
  const size = shownPicture(state)?.info;
  if (!tool || !size || !canEdit(state)) return null;
  const prompts = shownPrompts(state);
  const hit = hitTest(prompts, selectedPrompt(state), from, reach);
  if (tool !== 'box' && hit?.part !== 'point') {
    promptDrag.current = placing(from, (tool === 'positive') !== opposite, size);
  } else {
    const draw = hit ? changing(prompts, hit, from, size) : drawing(prompts, from, size);
    promptDrag.current = dragOf(draw, from, reach / 3, () => click(from, hit));
  }
  return promptDrag.current;
}
