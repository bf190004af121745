import { getState, patchView } from '#src/store/store';

export function activatePane(index: number): void {
  if (getState().view.activePane !== index)
    patchView({ activePane: index, highlightedRegion: null });
}
