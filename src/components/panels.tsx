/** The instruments beside the picture: the page, its tabs and the phone read this one table. */
import type { ComponentType } from 'react';
import { DrivePanel } from '#src/components/drive-panel/drive-panel';
import { GroundTruthPanel } from '#src/components/ground-truth/ground-truth-panel';
import { MetaPanel } from '#src/components/meta-panel/meta-panel';
import { LayerPanel } from '#src/components/method-panel/layer-panel';
import { MethodPanel } from '#src/components/method-panel/method-panel';
import { OpenWorldPanel } from '#src/components/open-world/open-world-panel';
import { OwnNetworkPanel } from '#src/components/own-network/own-network-panel';
import { PictureList } from '#src/components/picture-list/picture-list';
import { PromptsPanel } from '#src/components/prompts/prompts-panel';
import { RegionTable } from '#src/components/region-table/region-table';
import { ThresholdPanel } from '#src/components/threshold-panel/threshold-panel';
import { WordsPanel } from '#src/components/words-panel/words-panel';
import { wordsMethod } from '#src/methods/capabilities';
import { shownDrive } from '#src/store/drives/shown-drive';
import { shownLabel } from '#src/store/labels/ground-truth';
import { hasRegionFeatures } from '#src/store/models';
import type { PanelTab, State } from '#src/store/state';

export interface PanelEntry {
  id: string;
  /** The tab that shows it on a phone; panels of one tab stand below each other. */
  tab: PanelTab;
  /** On the tab; null for a panel that joins the one before. */
  title: string | null;
  Panel: ComponentType;
  /** @param narrow whether the page is laid out for a phone. */
  showsWhen: (state: State, narrow: boolean) => boolean;
}

const always = () => true;

/** From top to bottom. */
export const PANELS: readonly PanelEntry[] = [
  {
    id: 'threshold',
    tab: 'threshold',
    title: 'Threshold',
    Panel: ThresholdPanel,
    showsWhen: always,
  },
  {
    id: 'drive',
    tab: 'drive',
    title: 'Drive',
    Panel: DrivePanel,
    showsWhen: (state) => shownDrive(state) !== null,
  },
  { id: 'prompts', tab: 'prompts', title: 'Prompts', Panel: PromptsPanel, showsWhen: always },
  { id: 'open-world', tab: 'open-world', title: 'Learn', Panel: OpenWorldPanel, showsWhen: always },
  {
    id: 'words',
    tab: 'words',
    title: 'Words',
    Panel: WordsPanel,
    showsWhen: () => wordsMethod !== null,
  },
  {
    id: 'metrics',
    tab: 'metrics',
    title: 'Metrics',
    Panel: GroundTruthPanel,
    // On a phone its tab stays where it is, so the panel says what it is for.
    showsWhen: (state, narrow) => narrow || shownLabel(state) !== null,
  },
  { id: 'method', tab: 'method', title: 'Method', Panel: MethodPanel, showsWhen: always },
  {
    id: 'own-network',
    tab: 'method',
    title: null,
    Panel: OwnNetworkPanel,
    showsWhen: ({ session }) => session.ownNetworks.length > 0 || session.ownMasks !== null,
  },
  { id: 'layer', tab: 'method', title: null, Panel: LayerPanel, showsWhen: always },
  { id: 'regions', tab: 'regions', title: 'Regions', Panel: RegionTable, showsWhen: always },
  {
    id: 'meta',
    tab: 'regions',
    title: null,
    Panel: MetaPanel,
    showsWhen: hasRegionFeatures, // an imported score has no probabilities
  },
  // On a wide screen the list has a column of its own.
  {
    id: 'pictures',
    tab: 'pictures',
    title: 'Pictures',
    Panel: PictureList,
    showsWhen: (_state, narrow) => narrow,
  },
];

/** Places of the tabs, most used first: unlike the page, a phone shows one panel at a time. */
const PLACES: Record<PanelTab, number> = {
  threshold: 1,
  drive: 2,
  metrics: 3,
  method: 4,
  prompts: 5,
  'open-world': 6,
  words: 7,
  regions: 8,
  pictures: 9,
};

/** The tabs of a phone, from left to right; each is there when its first panel is. */
export const TABS = PANELS.flatMap(({ tab, title, showsWhen }) =>
  title ? [{ tab, title, isThere: (state: State) => showsWhen(state, true) }] : [],
).sort((a, b) => PLACES[a.tab] - PLACES[b.tab]);

/** The tab that a phone shows: the first where that of the view is of something that is not there. */
export function shownTab(state: State): PanelTab {
  const { panelTab } = state.view;
  const isThere = TABS.some((entry) => entry.tab === panelTab && entry.isThere(state));
  return isThere ? panelTab : 'threshold';
}
