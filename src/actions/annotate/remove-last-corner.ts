import { showStroke } from '#src/session/open-world/stroke';
import { getState } from '#src/store/store';

export function removeLastCorner(): void {
  const { stroke, tool } = getState().openWorld;
  if (tool === 'polygon') showStroke(stroke.slice(0, -1));
}
