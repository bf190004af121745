import type { PaneSettings, State } from '#src/store/state';
import { paneViewOf } from '#src/store/view-state';

/** How a pane tells its regions. */
export function shownRegionsOf(state: State, pane: PaneSettings) {
  const { settings, threshold, removal } = paneViewOf(state, pane);
  return { settings, threshold, removal, minArea: state.view.minArea };
}
