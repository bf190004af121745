import type { ViewSlice } from '#src/store/state';

/** Where a key of the view may be kept. A new key that is not classified here does not compile. */
const PERSISTENCE = {
  layout: 'url',
  panes: 'url',
  zoom: 'url',
  thresholds: 'url',
  parameters: 'url',
  words: 'url',
  colourMap: 'url',
  rangeMode: 'url',
  tintOpacity: 'url',
  heatOpacity: 'url',
  outlines: 'url',
  minArea: 'url',
  specksCounted: 'browser',
  removeAbove: 'url',
  componentFilter: 'url',
  swipe: 'url',
  linked: 'browser',
  linkedAt: 'never',
  invertedScores: 'browser',
  logHistogram: 'browser',
  theme: 'browser',
  names: 'browser',
  encoder: 'browser',
  activePane: 'never',
  panelTab: 'url',
  introduced: 'browser',
  comparedIn: 'never',
  doubtsClosed: 'never',
  highlightedRegion: 'never',
  peek: 'never',
  shownId: 'never',
  canvas: 'never',
  pixelRatio: 'never',
  background: 'never',
} as const satisfies Record<keyof ViewSlice, 'url' | 'browser' | 'never'>;

type KeysKeptIn<Place> = {
  [K in keyof typeof PERSISTENCE]: (typeof PERSISTENCE)[K] extends Place ? K : never;
}[keyof typeof PERSISTENCE];

export type UrlKey = KeysKeptIn<'url'>;
export type BrowserKey = KeysKeptIn<'browser'>;

function keysIn(place: 'url' | 'browser'): string[] {
  return Object.entries(PERSISTENCE)
    .filter(([, where]) => where === place)
    .map(([key]) => key);
}

export const URL_KEYS = keysIn('url') as UrlKey[];
export const BROWSER_KEYS = keysIn('browser') as BrowserKey[];
