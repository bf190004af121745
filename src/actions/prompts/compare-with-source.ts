/** S2M beside other methods. */
import { setLayout } from '#src/actions/set-layout';
import { promptedMethod } from '#src/methods/capabilities';
import { sourceOf } from '#src/methods/sources';
import { promptPane, promptSettings } from '#src/store/prompts';
import { visiblePanes } from '#src/store/selectors';
import type { PaneSettings } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

function setPanes(changes: Record<number, Partial<PaneSettings>>): void {
  patchView({
    panes: getState().view.panes.map((pane, index) => ({ ...pane, ...changes[index] })),
    highlightedRegion: null,
  });
}

/** Two panes: the mask of the source's thresholded score, and that of S2M. */
export function compareWithSource(): void {
  setPanes({
    0: { methodId: sourceOf(promptSettings(getState()).parameters).id, layer: 'mask' },
    1: { methodId: promptedMethod.id, layer: 'mask' },
  });
  setLayout('two');
  patchView({ activePane: 1 });
}

/** Makes sure that some pane shows S2M; the active one keeps its method. */
export function showPromptPane(): void {
  const { view } = getState();
  if (promptPane(getState()) >= 0) return;
  const count = visiblePanes(view).length;
  const index = view.activePane === count - 1 && count > 1 ? count - 2 : Math.max(count - 1, 1);
  setPanes({ [index]: { methodId: promptedMethod.id, layer: 'mask' } });
  if (count === 1) setLayout('two');
}
