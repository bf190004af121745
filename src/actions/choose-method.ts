import { showTrainingLabels } from '#src/actions/open-world/edit-draft';
import { visiblePanes } from '#src/store/selectors';
import type { PaneSettings } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

function setPane(index: number, patch: Partial<PaneSettings>): void {
  const panes = getState().view.panes.map((pane, at) =>
    at === index ? { ...pane, ...patch } : pane,
  );
  patchView({ panes, activePane: index, highlightedRegion: null });
}

export function setPaneMethod(index: number, methodId: string): void {
  setPane(index, { methodId });
}

/** Training labels lie on every layer, so they go when one is chosen. */
export function setPaneLayer(index: number, layer: PaneSettings['layer']): void {
  setPane(index, { layer });
  showTrainingLabels(false);
}

/** The layer of all visible panes at once, for the keyboard. */
export function setLayerEverywhere(layer: PaneSettings['layer']): void {
  const count = visiblePanes(getState().view).length;
  patchView({
    panes: getState().view.panes.map((pane, at) => (at < count ? { ...pane, layer } : pane)),
  });
  showTrainingLabels(false);
}

export function activatePane(index: number): void {
  if (getState().view.activePane !== index)
    patchView({ activePane: index, highlightedRegion: null });
}
