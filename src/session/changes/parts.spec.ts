import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHistory } from '#src/core/history';
import { openPictures } from '#src/session/testing/pictures-page';
import type { State } from '#src/store/state';
import {
  getState,
  patchOpenWorld,
  patchPrompts,
  patchRegion,
  patchSet,
  patchView,
} from '#src/store/store';
import { followChanges } from './follow-changes';
import { stepBack, stepForward } from './restore';

let stop = () => {};

beforeEach(() => {
  vi.stubGlobal('addEventListener', () => undefined);
  openPictures(['a', 'b']);
  stop = followChanges();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const select = async () => undefined;
const other = <T extends object>(value: T) => ({ ...value }) as never;

/** Whatever a person changes, with its name, and where it is read. */
it.each<[title: string, change: () => void, read: (state: State) => unknown]>([
  [
    'Threshold of Softmax entropy',
    () => patchView({ thresholds: { entropy: 0.1 } }),
    ({ view }) => view.thresholds,
  ],
  [
    'Thresholds',
    () => patchView({ thresholds: { entropy: 0.1, rpl: 1 } }),
    ({ view }) => view.thresholds,
  ],
  [
    'Linked thresholds',
    () => patchView({ linked: !getState().view.linked }),
    ({ view }) => view.linked,
  ],
  ['Layout of the panes', () => patchView({ layout: 'four' }), ({ view }) => view.layout],
  ['Layout of the panes', () => patchView({ activePane: 1 }), ({ view }) => view.activePane],
  [
    'Parameters of a method',
    () => patchView({ parameters: { energy: { temperature: 2 } } }),
    ({ view }) => view.parameters,
  ],
  [
    'Words',
    () => patchView({ words: { ...getState().view.words, alpha: 0.25 } }),
    ({ view }) => view.words,
  ],
  [
    'Removal of unlikely regions',
    () => patchView({ removeAbove: 0.3 }),
    ({ view }) => view.removeAbove,
  ],
  ['Smallest regions', () => patchView({ minArea: 9 }), ({ view }) => view.minArea],
  ['Smallest regions', () => patchView({ specksCounted: true }), ({ view }) => view.specksCounted],
  [
    'Smallest regions',
    () => patchView({ componentFilter: 'obstacle' }),
    ({ view }) => view.componentFilter,
  ],
  ['How layers are drawn', () => patchView({ colourMap: 'turbo' }), ({ view }) => view.colourMap],
  ['How layers are drawn', () => patchView({ rangeMode: 'picture' }), ({ view }) => view.rangeMode],
  ['How layers are drawn', () => patchView({ tintOpacity: 0.9 }), ({ view }) => view.tintOpacity],
  ['How layers are drawn', () => patchView({ heatOpacity: 0.9 }), ({ view }) => view.heatOpacity],
  [
    'How layers are drawn',
    () => patchView({ outlines: !getState().view.outlines }),
    ({ view }) => view.outlines,
  ],
  [
    'How layers are drawn',
    () => patchView({ logHistogram: !getState().view.logHistogram }),
    ({ view }) => view.logHistogram,
  ],
  [
    '“Not a road scene” closed',
    () => patchView({ doubtsClosed: ['a'] }),
    ({ view }) => view.doubtsClosed,
  ],
  ['Tags', () => patchSet({ tags: { a: ['night'] } }), ({ set }) => set.tags],
  [
    'Prompts',
    () => patchPrompts({ edits: { a: startHistory(null) } }),
    ({ prompts }) => prompts.edits,
  ],
  [
    'Region of interest',
    () => patchRegion({ drawn: { all: startHistory(null) } }),
    ({ region }) => region.drawn,
  ],
  [
    'Annotation',
    () => patchOpenWorld({ draft: startHistory(other(getState().openWorld.draft.present)) }),
    ({ openWorld }) => openWorld.draft,
  ],
])('%s', (title, change, read) => {
  const before = read(getState());
  change();
  const after = read(getState());
  expect(getState().changes.past.map((step) => step.title)).toEqual([title]);
  stepBack(select);
  expect(read(getState())).toEqual(before);
  expect(getState().changes.past).toEqual([]);
  stepForward(select);
  expect(read(getState())).toEqual(after);
});

it.each<[string, () => void]>([
  ['zoom', () => patchView({ zoom: { centreX: 1, centreY: 1, scale: 2 } })],
  ['the tab of the panel', () => patchView({ panelTab: 'measure' })],
  ['the divider', () => patchView({ swipe: 0.2 })],
  ['the theme', () => patchView({ theme: 'dark' })],
  ['the region that is emphasised', () => patchView({ highlightedRegion: 3 })],
])('%s is looked at, and no step', (_name, change) => {
  change();
  expect(getState().changes.past).toEqual([]);
});

it('what is undone of drawing lets go of what is being drawn', () => {
  patchPrompts({ edits: { a: startHistory(null) }, selection: { promptId: 'x', point: null } });
  stepBack(select);
  expect(getState().prompts.selection).toBeNull();
  patchRegion({ drawn: { all: startHistory(null) }, stroke: [{ x: 1, y: 1 }] });
  stepBack(select);
  expect(getState().region.stroke).toEqual([]);
  const draft = startHistory(other(getState().openWorld.draft.present));
  patchOpenWorld({ draft, stroke: [{ x: 1, y: 1 }] as never });
  stepBack(select);
  expect(getState().openWorld.stroke).toEqual([]);
});
