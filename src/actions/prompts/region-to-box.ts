import { addBox } from '#src/actions/prompts/add-prompt';
import { showPromptPane } from '#src/actions/prompts/compare-with-source';
import type { Box } from '#src/core/types';
import { canEdit } from '#src/store/prompts';
import { getState, useStore } from '#src/store/store';

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
