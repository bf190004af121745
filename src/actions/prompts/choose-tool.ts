import { setPinned } from '#src/actions/probe/set-pinned';
import { activatePane } from '#src/actions/view/activate-pane';
import { promptPane } from '#src/store/prompts';
import type { PromptTool } from '#src/store/prompts-slice';
import { getState, patchOpenWorld, patchPrompts, patchRegion, patchView } from '#src/store/store';

/**
 * What a drag on the picture does from now on; null moves the picture again. The probe would be in
 * the way of a tool.
 */
export function chooseTool(tool: PromptTool | null): void {
  const pane = promptPane(getState());
  if (pane < 0) return;
  if (tool) {
    setPinned(false);
    activatePane(pane);
    patchView({ panelTab: 'label' }); // its panel lists what is drawn
    patchOpenWorld({ tool: null, stroke: [], pointer: null }); // one tool at a time
    patchRegion({ tool: null, stroke: [] });
  }
  patchPrompts({ tool });
}
