import { changeLayout } from '#src/session/panes/change-layout';
import type { Layout } from '#src/store/state';
import { getState, patchView } from '#src/store/store';
import { modeOf, type PanelTab } from '#src/store/view/modes';

/**
 * Brings the instruments of a tab forward. Comparing opens the panes that were compared last, at
 * first `usual`, and looking goes back to one; what is labelled or measured keeps its panes.
 */
export function showTab(tab: PanelTab, usual: Exclude<Layout, 'single'>): void {
  const { layout, panelTab, comparedIn } = getState().view;
  const [from, to] = [modeOf(panelTab), modeOf(tab)];
  patchView({ panelTab: tab });
  if (from === to) return;
  if (to === 'compare' && layout === 'single') changeLayout(comparedIn ?? usual);
  if (to === 'look' && layout !== 'single') changeLayout('single');
}
