import { ownMethods } from '#src/methods/own-methods';
import { setPane } from '#src/session/panes/set-pane';
import { getState } from '#src/store/store';

/** Shows a network's label map in the active pane: the quickest look at whether it is fed as it should be. */
export function showClasses(modelId: string): void {
  const entry = getState().session.ownNetworks.find((own) => own.modelId === modelId);
  const method = entry && ownMethods(modelId, entry.card)[0];
  if (!method) return;
  const { panes, activePane } = getState().view;
  const shown = panes[activePane]?.methodId ?? '';
  const methodId = shown.startsWith(`${modelId}-`) ? shown : method.id;
  setPane(activePane, { methodId, methodBefore: undefined, layer: 'classes' });
}
