import { findMethod } from '#src/methods/registry';
import type { PaneSettings, State } from '#src/store/state';
import { getState, patchRegion, patchView } from '#src/store/store';

/**
 * Makes the stage be about a picture, whether it can be drawn yet or not. Panes with an imported
 * score that this picture lacks go back to the method that the score took the place of.
 */
export function showPicture(id: string | null): void {
  const { results, view } = getState();
  if (view.shownId === id) return;
  const panes = view.panes.map((pane) => withMethodOf(pane, results.byPicture[id ?? '']));
  patchRegion({ stroke: [] }); // half a shape is of the picture that it was begun on
  patchView({ shownId: id, highlightedRegion: null, panes });
}

function withMethodOf(
  pane: PaneSettings,
  result: State['results']['byPicture'][string] | undefined,
): PaneSettings {
  const { methodBefore, ...rest } = pane;
  const isThere =
    findMethod(pane.methodId) || result?.imported.some(({ id }) => id === pane.methodId);
  return isThere || methodBefore === undefined ? pane : { ...rest, methodId: methodBefore };
}
