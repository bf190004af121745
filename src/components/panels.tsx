/** The instruments beside the picture: the page, its tabs and the phone read this one table. */
import type { ComponentType } from 'react';
import { SetPanel } from '#src/components/benchmark/set-panel';
import { DrivePanel } from '#src/components/drive-panel/drive-panel';
import { GroundTruthPanel } from '#src/components/ground-truth/ground-truth-panel';
import { MetaPanel } from '#src/components/meta-panel/meta-panel';
import { LayerPanel } from '#src/components/method-panel/layer-panel';
import { MethodPanel } from '#src/components/method-panel/method-panel';
import { PanesPanel } from '#src/components/method-panel/panes-panel';
import { OpenWorldPanel } from '#src/components/open-world/open-world-panel';
import { OwnNetworkPanel } from '#src/components/own-network/own-network-panel';
import { PictureList } from '#src/components/picture-list/picture-list';
import { PromptsPanel } from '#src/components/prompts/prompts-panel';
import { RegionTable } from '#src/components/region-table/region-table';
import { OperatingPointPanel } from '#src/components/threshold-panel/operating-point-panel';
import { ThresholdPanel } from '#src/components/threshold-panel/threshold-panel';
import { WordsPanel } from '#src/components/words-panel/words-panel';
import { wordsMethod } from '#src/methods/capabilities';
import { shownDrive } from '#src/store/drives/shown-drive';
import { hasRegionFeatures } from '#src/store/models';
import { thresholdWishes } from '#src/store/set/threshold-wish';
import type { State } from '#src/store/state';
import { modeOf, type PanelTab } from '#src/store/view/modes';

export interface PanelEntry {
  id: string;
  /** A wide page shows the panels of one mode below each other, a phone those of one tab. */
  tab: PanelTab;
  Panel: ComponentType;
  /** @param narrow whether the page is laid out for a phone. */
  showsWhen: (state: State, narrow: boolean) => boolean;
  /** On a wide page it stands above the panels of every mode. */
  stays?: true;
}

const always = () => true;

/** From top to bottom. */
export const PANELS: readonly PanelEntry[] = [
  { id: 'threshold', tab: 'result', Panel: ThresholdPanel, showsWhen: always, stays: true },
  { id: 'layer', tab: 'result', Panel: LayerPanel, showsWhen: always, stays: true },
  {
    id: 'drive',
    tab: 'result',
    Panel: DrivePanel,
    showsWhen: (state) => shownDrive(state) !== null,
  },
  { id: 'regions', tab: 'regions', Panel: RegionTable, showsWhen: always },
  {
    id: 'meta',
    tab: 'regions',
    Panel: MetaPanel,
    showsWhen: hasRegionFeatures, // an imported score has no probabilities
  },
  { id: 'panes', tab: 'compare', Panel: PanesPanel, showsWhen: always },
  { id: 'method', tab: 'compare', Panel: MethodPanel, showsWhen: always },
  {
    id: 'own-network',
    tab: 'compare',
    Panel: OwnNetworkPanel,
    showsWhen: ({ session }) => session.ownNetworks.length > 0 || session.ownMasks !== null,
  },
  { id: 'prompts', tab: 'label', Panel: PromptsPanel, showsWhen: always },
  { id: 'open-world', tab: 'label', Panel: OpenWorldPanel, showsWhen: always },
  { id: 'words', tab: 'label', Panel: WordsPanel, showsWhen: () => wordsMethod !== null },
  { id: 'metrics', tab: 'measure', Panel: GroundTruthPanel, showsWhen: always },
  {
    id: 'operating-point',
    tab: 'measure',
    Panel: OperatingPointPanel,
    showsWhen: (state) => thresholdWishes(state) !== '',
  },
  { id: 'set', tab: 'measure', Panel: SetPanel, showsWhen: always },
  // On a wide screen the list has a column of its own.
  {
    id: 'pictures',
    tab: 'pictures',
    Panel: PictureList,
    showsWhen: (_state, narrow) => narrow,
  },
];

/** Whether a panel is seen beside the others of `current`. */
export function isOnTop({ tab, stays }: PanelEntry, current: PanelTab, narrow: boolean): boolean {
  return narrow ? tab === current : stays === true || modeOf(tab) === modeOf(current);
}
