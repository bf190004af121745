import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { initialBenchmark } from '#src/store/benchmark';
import { initialChanges } from '#src/store/changes/changes-slice';
import { initialDrives } from '#src/store/drives/drives-slice';
import { initialMeta } from '#src/store/meta-slice';
import { initialNames } from '#src/store/names/names-slice';
import { initialOpenWorld } from '#src/store/open-world/open-world-slice';
import { initialPrompts } from '#src/store/prompts-slice';
import { initialRegion } from '#src/store/region-slice';
import { initialSet } from '#src/store/set/set-slice';
import type { PaneSettings, State, ViewSlice } from '#src/store/state';
import { initialWords } from '#src/store/words/words-slice';

/**
 * The best single network first; beside it the same formula without its training, and below two
 * energies that differ the same way.
 */
const PANE_METHODS = ['max-entropy', 'entropy', 'rpl', 'energy'];

function initialPanes(): PaneSettings[] {
  return PANE_METHODS.map((methodId, index) => ({
    paneId: `pane-${index + 1}`,
    methodId,
    layer: 'mask',
  }));
}

export function initialView(): ViewSlice {
  return {
    layout: 'single',
    panes: initialPanes(),
    activePane: 0,
    zoom: 'fit',
    thresholds: {},
    parameters: {},
    words: DEFAULT_VOCABULARY,
    linked: false,
    linkedAt: null,
    invertedScores: [],
    colourMap: 'viridis',
    rangeMode: 'method',
    tintOpacity: 0.45,
    heatOpacity: 0.8,
    outlines: true,
    minArea: 0,
    specksCounted: false,
    removeAbove: null,
    componentFilter: 'none',
    swipe: 0.5,
    logHistogram: true,
    theme: 'system',
    names: false,
    encoder: false,
    panelTab: 'result',
    introduced: false,
    comparedIn: null,
    doubtsClosed: [],
    highlightedRegion: null,
    peek: false,
    shownId: null,
    canvas: { width: 0, height: 0 },
    pixelRatio: 1,
    background: '#101215',
  };
}

export function initialState(): State {
  return {
    pictures: { order: [], byId: {}, selectedId: null },
    session: {
      engineState: 'starting',
      engineError: null,
      generation: 0,
      info: null,
      catalogue: [],
      models: {},
      activity: null,
      progress: null,
      analysisTimes: {},
      secondLookTimes: {},
      drawTimes: {},
      samples: [],
      awaited: null,
      project: null,
      awaitedNetworks: [],
      visit: null,
      sampleDrives: [],
      ownNetworks: [],
      ownMasks: null,
      keptNetworks: null,
    },
    view: initialView(),
    results: {
      byPicture: {},
      regions: {},
      probe: null,
      measurement: null,
      measuredAt: null,
      regionFeatures: null,
      agreement: null,
      drawnRevision: 0,
      drawn: null,
    },
    notices: { list: [], helpOpen: false },
    questions: { pairs: [], reading: null, folders: null },
    changes: initialChanges(),
    prompts: initialPrompts(),
    benchmark: initialBenchmark(),
    drives: initialDrives(),
    meta: initialMeta(),
    names: initialNames(),
    openWorld: initialOpenWorld(),
    region: initialRegion(),
    set: initialSet(),
    words: initialWords(),
  };
}
