import { findMethod } from '#src/methods/registry';
import { setPane } from '#src/session/panes/set-pane';
import { paneAt } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** An imported score remembers which method it takes the place of: other pictures lack the score. */
export function setPaneMethod(index: number, methodId: string): void {
  const before = paneAt(getState(), index);
  const isImported = findMethod(methodId) === null;
  const methodBefore = findMethod(before.methodId) ? before.methodId : before.methodBefore;
  setPane(index, { methodId, methodBefore: isImported ? methodBefore : undefined });
}
