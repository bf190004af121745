import { useStore } from '#src/store/store';

export function setHelpOpen(helpOpen: boolean): void {
  useStore.setState((state) => ({ notices: { ...state.notices, helpOpen } }));
}
