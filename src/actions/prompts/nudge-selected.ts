/** Moving and resizing by keys. Steps in one direction after another are undone together. */

import { moveBox, pixelCentre, resizeBox } from '#src/core/prompts/box-geometry';
import { withBox, withMovedPoint } from '#src/core/prompts/edit-prompts';
import { commitPrompts } from '#src/session/prompts/commit-prompts';
import { selectedPrompt, shownPrompts } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { scaleOf } from '#src/store/zoom';

/** On the screen, so that zooming in makes steps finer; at least one picture pixel. */
const STEP_CSS_PIXELS = 4;

/**
 * What is selected, by one step to the right and down, each -1, 0 or 1. `resize` moves the right
 * and the lower edge instead.
 */
export function nudgeSelected(right: number, down: number, resize: boolean): void {
  const state = getState();
  const size = shownPicture(state)?.info;
  const prompt = selectedPrompt(state);
  const { selection } = state.prompts;
  if (!size || !prompt || !selection) return;
  const { zoom, canvas, pixelRatio } = state.view;
  const step = Math.max(
    1,
    Math.round((STEP_CSS_PIXELS * pixelRatio) / scaleOf(zoom, size, canvas)),
  );
  const [x, y] = [right * step, down * step];
  const prompts = shownPrompts(state);
  const point = selection.point === null ? undefined : prompt.points[selection.point];
  if (point && selection.point !== null) {
    const to = pixelCentre({ x: point.x + x, y: point.y + y }, size);
    commitPrompts(
      withMovedPoint(prompts, prompt.id, selection.point, to),
      selection,
      `move ${prompt.id} ${selection.point}`,
    );
  } else if (prompt.box) {
    const box = resize ? resizeBox(prompt.box, 'se', x, y, size) : moveBox(prompt.box, x, y, size);
    commitPrompts(
      withBox(prompts, prompt.id, box),
      selection,
      `${resize ? 'resize' : 'move'} ${prompt.id}`,
    );
  }
}
