import { setLayout } from '#src/actions/view/set-layout';
import { promptedMethod } from '#src/methods/capabilities';
import { sourceOf } from '#src/methods/sources';
import { setPanes } from '#src/session/prompts/set-panes';
import { promptSettings } from '#src/store/prompts';
import { getState, patchView } from '#src/store/store';

/** Two panes: the mask of the source's thresholded score, and that of S2M. */
export function compareWithSource(): void {
  setPanes({
    0: { methodId: sourceOf(promptSettings(getState()).parameters).id, layer: 'mask' },
    1: { methodId: promptedMethod.id, layer: 'mask' },
  });
  setLayout('two');
  patchView({ activePane: 1 });
}
