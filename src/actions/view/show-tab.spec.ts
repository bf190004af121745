import { beforeEach, expect, it, vi } from 'vitest';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

import { setLayout } from '#src/actions/view/set-layout';
import { showTab } from '#src/actions/view/show-tab';
import { showDmlnet } from '#src/session/testing/open-world-page';
import { getState, patchView } from '#src/store/store';

const layout = () => getState().view.layout;
beforeEach(() => {
  showDmlnet();
  patchView({ layout: 'single', panelTab: 'result', comparedIn: null });
});

it('comparing opens two panes at first, and then those that were compared last', () => {
  showTab('compare', 'two');
  expect([layout(), getState().view.panelTab]).toEqual(['two', 'compare']);
  setLayout('four');
  showTab('regions', 'two');
  expect(layout()).toBe('single');
  showTab('compare', 'two');
  expect(layout()).toBe('four');
});

it('panes stay while something is labelled or measured', () => {
  showTab('compare', 'swipe');
  showTab('label', 'swipe');
  showTab('measure', 'swipe');
  expect(layout()).toBe('swipe');
  showTab('result', 'swipe');
  expect(layout()).toBe('single');
});

it('within a mode no pane comes or goes', () => {
  patchView({ layout: 'two', panelTab: 'result' });
  showTab('regions', 'swipe');
  expect(layout()).toBe('two');
  patchView({ layout: 'single', panelTab: 'compare' });
  showTab('compare', 'swipe');
  expect(layout()).toBe('single');
});

it('panes that are open when comparing begins are compared', () => {
  patchView({ layout: 'four', panelTab: 'measure' });
  showTab('compare', 'swipe');
  expect(layout()).toBe('four');
});
