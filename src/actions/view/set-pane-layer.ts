import { showTrainingLabels } from '#src/actions/open-world/show-training-labels';
import { setPane } from '#src/session/panes/set-pane';
import type { PaneSettings } from '#src/store/state';

/** Training labels lie on every layer, so they go when one is chosen. */
export function setPaneLayer(index: number, layer: PaneSettings['layer']): void {
  setPane(index, { layer });
  showTrainingLabels(false);
}
