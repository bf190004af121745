import type { PaneSettings } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

export function setPanes(changes: Record<number, Partial<PaneSettings>>): void {
  patchView({
    panes: getState().view.panes.map((pane, index) => ({ ...pane, ...changes[index] })),
    highlightedRegion: null,
  });
}
