import { describe, expect, it } from 'vitest';
import { isOfTwoLooks } from '#src/methods/looks';
import { methodById, modelOf } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ModelInfo, ModelSummary } from '#src/protocol/models';
import { initialState } from './initial-state';
import {
  activeClassesModel,
  activeRoadLikeness,
  analysisKey,
  classNames,
  isLoadingModel,
  knownClasses,
  lacksSecondLook,
  loadOf,
  modelStatus,
  neededModels,
  paneError,
  paneModel,
  summaryOf,
  wantedSettings,
} from './models';
import type { PictureResult } from './results-slice';
import type { State } from './state';

const CLASSES = [{ name: 'road', colour: '#111111' }];
const ready = (classes = CLASSES) => ({
  state: 'ready' as const,
  info: { classes } as unknown as ModelInfo,
});
const loading = { state: 'loading', loaded: 1, total: 2 } as const;

function stateWith(models: State['session']['models'], result: Partial<PictureResult> = {}): State {
  const state = initialState();
  state.session.models = models;
  state.session.catalogue = [{ id: 'rpl' }, { id: 'dmlnet' }] as ModelSummary[];
  state.view.shownId = 'a';
  const empty = { revision: 1, scores: {}, imported: [], roadLikeness: {}, errors: {} };
  state.results.byPicture = { a: { ...empty, ...result } };
  return state;
}
const pane = (methodId: string) => ({ paneId: 'pane-1', methodId, layer: 'mask' as const });

describe('a network', () => {
  it('is known by its id, asked for or not', () => {
    const state = stateWith({ rpl: loading });
    expect(summaryOf(state, 'dmlnet')?.id).toBe('dmlnet');
    expect(summaryOf(state, 'odd')).toBeNull();
    expect(modelStatus(state, 'rpl')).toBe(loading);
    expect(modelStatus(state, 'dmlnet')).toBeNull();
  });

  it('is as large as it and all that runs before it, and has of these what has arrived', () => {
    const state = stateWith({ trunk: ready(), base: { state: 'loading', loaded: 30, total: 40 } });
    state.session.catalogue = [
      { id: 'trunk', bytes: 700, needs: [] },
      { id: 'base', bytes: 140, needs: ['trunk'] },
      { id: 'rpl', bytes: 80, needs: ['trunk', 'base'] },
    ] as unknown as ModelSummary[];
    expect(loadOf(state, 'rpl')).toEqual({ loaded: 730, total: 920 });
    expect(loadOf(state, 'trunk')).toEqual({ loaded: 700, total: 700 });
    expect(loadOf(stateWith({ odd: loading }), 'odd')).toEqual({ loaded: 1, total: 2 });
  });

  it('is that of a pane once it is loaded', () => {
    const status = ready();
    expect(paneModel(stateWith({ rpl: status }), pane('rpl'))).toBe(status.info);
    expect(paneModel(stateWith({ rpl: loading }), pane('rpl'))).toBeNull();
    expect(paneModel(stateWith({ dmlnet: status }), pane('rpl'))).toBeNull();
  });

  it('is loading while one of them is', () => {
    expect(isLoadingModel(stateWith({}))).toBe(false);
    expect(isLoadingModel(stateWith({ rpl: ready() }))).toBe(false);
    expect(isLoadingModel(stateWith({ dmlnet: ready(), rpl: loading }))).toBe(true);
  });
});

describe('class names', () => {
  it('are those of any loaded network that has classes', () => {
    const state = stateWith({ a: loading, b: ready([]), c: ready() });
    expect(knownClasses(state)).toBe(CLASSES);
    expect(classNames(state)).toEqual(['road']);
    expect(classNames(state)).toBe(classNames(state));
  });

  it('are none while no such network is loaded, in the same list', () => {
    const state = stateWith({ a: loading, b: ready([]) });
    expect(knownClasses(state)).toBeNull();
    expect(classNames(state)).toEqual([]);
    expect(classNames(state)).toBe(classNames(state));
  });
});

describe('what the view needs', () => {
  it('are the networks of the visible panes, once each, the active one first', () => {
    const state = stateWith({});
    state.view.layout = 'four';
    state.view.panes = ['rpl', 'entropy', 'max-entropy', 'energy'].map(pane);
    state.view.activePane = 1;
    expect(neededModels(state)).toEqual([modelOf('entropy'), 'max-entropy', 'rpl']);
    state.view.layout = 'single';
    state.view.activePane = 0;
    expect(neededModels(state)).toEqual(['rpl']);
  });

  it('are all scores of a network, those on demand only where a pane shows them', () => {
    const state = stateWith({});
    const ids = () => wantedSettings(state, modelOf('s2m')).map(({ methodId }) => methodId);
    expect(ids()).toEqual([]);
    state.view.panes = [pane('s2m')];
    expect(ids()).toEqual(['s2m']);
    const base = wantedSettings(state, modelOf('entropy')).map(({ methodId }) => methodId);
    expect(base).toEqual(expect.arrayContaining(['entropy', 'energy']));
    expect(base).not.toContain('rpl');
  });

  it('is another wish after a parameter has changed', () => {
    const state = stateWith({});
    const before = analysisKey(state, modelOf('energy'));
    state.view.parameters = { energy: { temperature: 3 } };
    expect(analysisKey(state, modelOf('energy'))).not.toBe(before);
    expect(JSON.parse(analysisKey(state, modelOf('energy')))).toEqual(
      wantedSettings(state, modelOf('energy')),
    );
  });
});

describe('a second look', () => {
  const TWICE = { entropy: { looks: 2 }, energy: { looks: 2 } };
  const looking = (result: object = {}) => {
    const state = stateWith({}, result);
    state.view.parameters = TWICE;
    state.view.panes = [pane('entropy')];
    return state;
  };

  it('is wanted of what a pane shows, and one look of the rest', () => {
    const wanted = wantedSettings(looking(), modelOf('entropy'));
    expect(wanted.filter(isOfTwoLooks).map(({ methodId }) => methodId)).toEqual(['entropy']);
    expect(wanted.map(({ methodId }) => methodId)).toContain('energy');
  });

  it('that failed is an error of a pane that wants it', () => {
    const error = { code: 'out-of-memory', message: 'full', retryable: true } as const;
    const key = analysisKey(looking(), 'base');
    const failed = looking({ errors: { 'base@2': { key, error } } });
    expect(paneError(failed, pane('entropy'))).toBe(error);
    expect(paneError(failed, pane('msp'))).toBeNull();
  });

  it('is missing where the score is that of one look', () => {
    const entropy = methodById('entropy');
    const scored = (looks: number) =>
      looking({ scores: { entropy: { settings: settingsFor(entropy, { looks }) } } });
    expect(lacksSecondLook(scored(1), pane('entropy'))).toBe(true);
    expect(lacksSecondLook(scored(2), pane('entropy'))).toBe(false);
    expect(lacksSecondLook(looking(), pane('entropy'))).toBe(false);
    const once = scored(1);
    once.view.parameters = {};
    expect(lacksSecondLook(once, pane('entropy'))).toBe(false);
  });
});

describe('an error of a pane', () => {
  it('is that of the present wish; an older one is none', () => {
    const error = { code: 'internal', message: 'broke', retryable: false } as const;
    const key = analysisKey(stateWith({}), 'rpl');
    expect(paneError(stateWith({}, { errors: { rpl: { key, error } } }), pane('rpl'))).toBe(error);
    const older = stateWith({}, { errors: { rpl: { key: 'older', error } } });
    expect(paneError(older, pane('rpl'))).toBeNull();
    expect(paneError(stateWith({}), pane('rpl'))).toBeNull();
  });
});

describe('the classes beside the active score', () => {
  it('are of its network, with its word on the scene once it has seen the picture', () => {
    const state = stateWith({}, { roadLikeness: { 'max-entropy': { road: true } as never } });
    expect(activeClassesModel(state)).toBe('max-entropy');
    expect(activeRoadLikeness(state)).toEqual({ road: true });
    expect(activeRoadLikeness(stateWith({}))).toBeNull();
    state.view.shownId = 'b';
    expect(activeRoadLikeness(state)).toBeNull();
  });

  it('says nothing of the scene for a score from a file', () => {
    const roadLikeness = { base: { road: true } as never };
    const imported = [{ id: 'imported:ours', title: 'ours', shown: {} } as never];
    const state = stateWith({}, { roadLikeness, imported });
    state.view.panes = state.view.panes.map((shown) => ({ ...shown, methodId: 'imported:ours' }));
    expect(activeClassesModel(state)).toBe('base');
    expect(activeRoadLikeness(state)).toBeNull();
  });
});
