import type { PaneSettings } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

export function setPane(index: number, patch: Partial<PaneSettings>): void {
  const panes = getState().view.panes.map((pane, position) =>
    position === index ? { ...pane, ...patch } : pane,
  );
  patchView({ panes, activePane: index, highlightedRegion: null });
}
