import { currentEngine } from '#src/session/current-engine';
import { paneCount } from '#src/store/selectors';
import type { Layout } from '#src/store/state';
import { getState, patchView } from '#src/store/store';

/** One, two or four panes or the swipe; the worker drops the canvases of panes that go. */
export function changeLayout(layout: Layout): void {
  const { view } = getState();
  const count = paneCount(layout);
  for (const { paneId } of view.panes.slice(count, paneCount(view.layout))) {
    currentEngine()
      .request('detachPane', { paneId })
      .catch(() => undefined);
  }
  patchView({
    layout,
    activePane: Math.min(view.activePane, count - 1),
    comparedIn: layout === 'single' ? view.comparedIn : layout,
  });
}
