import { setPane } from '#src/session/panes/set-pane';

export function setPaneMethod(index: number, methodId: string): void {
  setPane(index, { methodId });
}
