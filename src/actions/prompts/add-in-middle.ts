import { addBox } from '#src/actions/prompts/add-box';
import { boxBetween, type Point } from '#src/core/prompts/box-geometry';
import type { Size } from '#src/core/types';
import { commitPrompts } from '#src/session/prompts/commit-prompts';
import { promptsWithPoint } from '#src/session/prompts/prompts-with-point';
import { activeTool, selectedPrompt } from '#src/store/prompts';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** Each side of a new box, as a share of the visible part of the picture. */
const NEW_BOX_SHARE = 0.25;

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
