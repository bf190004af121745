import { wordsMethod } from '#src/methods/capabilities';
import { setPane } from '#src/session/panes/set-pane';
import { getState } from '#src/store/store';

/** The active pane shows the method that answers to words. */
export function answerToWords(): void {
  if (wordsMethod) setPane(getState().view.activePane, { methodId: wordsMethod.id });
}
