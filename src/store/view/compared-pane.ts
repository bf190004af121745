/** Which pane another one is compared with. */
import { shownSettings } from '#src/store/models';
import { visiblePanes } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';

/**
 * The first pane, and for the first one the second; null where only one is shown or both show the same
 * score.
 */
export function comparedPane(state: State, pane: PaneSettings): PaneSettings | null {
  const [first, second] = visiblePanes(state.view);
  const other = pane.paneId === first?.paneId ? second : first;
  if (!other) return null;
  const keys = [pane, other].map((shown) => JSON.stringify(shownSettings(state, shown)));
  return keys[0] === keys[1] ? null : other;
}

/** The colours of a comparison go by who stands first, so that a method has one colour in both panes. */
export function isFirstPane({ view }: State, { paneId }: PaneSettings): boolean {
  return view.panes[0]?.paneId === paneId;
}
