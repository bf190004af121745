import { addBox } from '#src/actions/prompts/add-box';
import { setLayout } from '#src/actions/view/set-layout';
import type { Box } from '#src/core/types';
import { promptedMethod } from '#src/methods/capabilities';
import { setPanes } from '#src/session/prompts/set-panes';
import { canEdit, promptPane } from '#src/store/prompts';
import { visiblePanes } from '#src/store/selectors';
import { getState, useStore } from '#src/store/store';

/** Makes sure that some pane shows S2M; the active one keeps its method. */
function showPromptPane(): void {
  const { view } = getState();
  if (promptPane(getState()) >= 0) return;
  const count = visiblePanes(view).length;
  const index = view.activePane === count - 1 && count > 1 ? count - 2 : Math.max(count - 1, 1);
  setPanes({ [index]: { methodId: promptedMethod.id, layer: 'mask' } });
  if (count === 1) setLayout('two');
}

/**
 * Asks for the object in a region's box. Where S2M was not shown before, its own boxes come
 * first.
 */
export function regionToBox(box: Box): void {
  const { shownId } = getState().view;
  showPromptPane();
  if (canEdit(getState())) {
    addBox(box);
    return;
  }
  const unsubscribe = useStore.subscribe((state) => {
    if (state.view.shownId === shownId && !canEdit(state)) return;
    unsubscribe();
    if (state.view.shownId === shownId) addBox(box);
  });
}
