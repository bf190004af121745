import { showTrainingLabels } from '#src/actions/open-world/show-training-labels';
import { visiblePanes } from '#src/store/selectors';
import type { PaneSettings } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

/** The layer of all visible panes at once, for the keyboard. */
export function setLayerEverywhere(layer: PaneSettings['layer']): void {
  const count = visiblePanes(getState().view).length;
  patchView({
    panes: getState().view.panes.map((pane, index) => (index < count ? { ...pane, layer } : pane)),
  });
  showTrainingLabels(false);
}
