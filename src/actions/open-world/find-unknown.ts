import { metricHeadMethod } from '#src/methods/capabilities';
import { getState, patchView } from '#src/store/store';

/** The active pane shows what the network that can learn does not know. */
export function findUnknown(): void {
  const { panes, activePane } = getState().view;
  const shown = { methodId: metricHeadMethod.id, layer: 'open-map' } as const;
  patchView({
    panes: panes.map((pane, index) => (index === activePane ? { ...pane, ...shown } : pane)),
    highlightedRegion: null,
  });
}
