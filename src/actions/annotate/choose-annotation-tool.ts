import { setPinned } from '#src/actions/probe/set-pinned';
import { activatePane } from '#src/actions/view/activate-pane';
import { cancelStroke } from '#src/session/open-world/stroke';
import { openWorldPane } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { getState, patchOpenWorld, patchPrompts, patchRegion, patchView } from '#src/store/store';

/** What a click or drag on the picture annotates from now on; null moves the picture again. */
export function chooseAnnotationTool(tool: AnnotationTool | null): void {
  const pane = openWorldPane(getState());
  if (pane < 0) return;
  cancelStroke();
  if (tool) {
    setPinned(false); // the probe would be in the way
    activatePane(pane);
    patchView({ panelTab: 'label' }); // its panel says what to do next
    patchPrompts({ tool: null }); // one tool at a time
    patchRegion({ tool: null, stroke: [] });
  }
  patchOpenWorld({ tool, pointer: null });
}
