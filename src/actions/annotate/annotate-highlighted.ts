import { askForObject } from '#src/session/open-world/ask-for-object';
import { shownRegionsOf } from '#src/session/open-world/shown-regions';
import { activePane, shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** The region that is highlighted in the table, for the keyboard. */
export function annotateHighlighted(removes: boolean): void {
  const state = getState();
  const picture = shownPicture(state);
  const id = state.view.highlightedRegion;
  if (!picture?.info || id === null || state.openWorld.learning) return;
  const regions = shownRegionsOf(state, activePane(state));
  void askForObject(picture, { kind: 'listed-region', id, ...regions }, removes);
}
