/** Where a network is shown that has just been opened. */
import { isOwn } from '#src/methods/own-methods';
import { modelOf } from '#src/methods/registry';
import { paneCount, visiblePanes } from '#src/store/selectors';
import type { Layout, State } from '#src/store/state';

interface PanePlace {
  layout: Layout;
  index: number;
}

/** What takes another pane in, of the layouts that have room. */
const LARGER: readonly Layout[] = ['two', 'four'];

/**
 * The pane that shows the network already, or else the active one, or else another that shows no network of a
 * person: those stand side by side, so that none takes the place of the one before. A fifth takes the
 * active pane.
 */
export function paneForNetwork({ view }: Pick<State, 'view'>, modelId: string): PanePlace {
  const { layout, activePane } = view;
  const panes = visiblePanes(view).map(({ methodId }) => methodId);
  const shown = panes.findIndex((methodId) => modelOf(methodId) === modelId);
  if (shown >= 0) return { layout, index: shown };
  const order = [activePane, ...panes.keys()];
  const free = order.find((index) => !isOwn(panes[index] ?? ''));
  if (free !== undefined) return { layout, index: free };
  const larger = LARGER.find((other) => paneCount(other) > panes.length);
  return larger ? { layout: larger, index: panes.length } : { layout, index: activePane };
}
