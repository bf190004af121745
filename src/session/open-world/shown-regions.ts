import type { PaneSettings, State } from '#src/store/state';
import { paneViewOf } from '#src/store/view-state';

/** How a pane tells its regions. */
export function shownRegionsOf(state: State, pane: PaneSettings) {
  const { settings, threshold, removal, leftOut } = paneViewOf(state, pane);
  return { settings, threshold, removal, leftOut, minArea: state.view.minArea };
}
