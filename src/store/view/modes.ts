/** What a person is about: beside the result, the instruments of one mode are shown at a time. */
export type Mode = 'look' | 'compare' | 'label' | 'measure';

/** A phone shows less at a time than a mode holds. */
export type PanelTab = 'result' | 'regions' | 'pictures' | 'compare' | 'label' | 'measure';

const MODES: Record<PanelTab, Mode> = {
  result: 'look',
  regions: 'look',
  pictures: 'look',
  compare: 'compare',
  label: 'label',
  measure: 'measure',
};

export const modeOf = (tab: PanelTab): Mode => MODES[tab];
