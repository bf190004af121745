import { beforeEach, describe, expect, it } from 'vitest';
import { initialState } from './initial-state';
import { methodInfo, settingsOf } from './method-info';
import type { PictureResult, ScoreResult } from './results-slice';
import type { ListedPicture, State } from './state';
import { displayRangeOf, paneViewOf, viewStateOf } from './view-state';

let state: State;
const pane = () => {
  const [first] = state.view.panes;
  if (!first) throw new Error('There is no pane.');
  return first;
};

beforeEach(() => {
  state = initialState();
  const picture = { id: 'a', label: null, info: { width: 40, height: 20 } };
  state.pictures.byId = { a: picture as unknown as ListedPicture };
  state.view.shownId = 'a';
  state.view.canvas = { width: 80, height: 80 };
  const score = { range: { min: 3, max: 4 }, residualNorm: { min: 7, max: 9 } } as ScoreResult;
  state.results.byPicture = {
    a: { imported: [], scores: { rpl: score, 'max-entropy': score } } as unknown as PictureResult,
  };
});

describe('the ends of the colour map', () => {
  const of = (id: string, layer: 'heat' | 'residual-norm' = 'heat') =>
    displayRangeOf(state, methodInfo(id, null), layer);

  it('are fixed per method and layer', () => {
    expect(of('rpl')).toEqual(methodInfo('rpl', null).displayRange);
    expect(of('rpl', 'residual-norm')).toEqual({ min: 0, max: 100 });
    expect(of('entropy', 'residual-norm')).toEqual(methodInfo('entropy', null).displayRange);
  });

  it('are those of the picture when a person wants them and there is a score', () => {
    state.view.rangeMode = 'picture';
    expect(of('rpl')).toEqual({ min: 3, max: 4 });
    expect(of('rpl', 'residual-norm')).toEqual({ min: 7, max: 9 });
    expect(of('entropy')).toEqual(methodInfo('entropy', null).displayRange);
  });

  it('are apart for a score that is the same everywhere', () => {
    state.view.rangeMode = 'picture';
    const flat = { range: { min: 3, max: 3 } } as ScoreResult;
    state.results.byPicture = {
      a: { imported: [], scores: { rpl: flat } } as unknown as PictureResult,
    };
    expect(of('rpl')).toEqual({ min: 3, max: 4 });
  });
});

describe('a pane', () => {
  it('is drawn by its own settings and those of the view', () => {
    state.view.thresholds = { 'max-entropy': 0.25 };
    state.view.colourMap = 'inferno' as State['view']['colourMap'];
    const info = methodInfo('max-entropy', null);
    expect(paneViewOf(state, pane())).toEqual({
      paneId: 'pane-1',
      settings: settingsOf(info, initialState().view),
      layer: 'mask',
      threshold: 0.25,
      removal: null,
      leftOut: null,
      learnt: [],
      against: null,
      colourMap: 'inferno',
      displayRange: info.displayRange,
      opacity: state.view.tintOpacity,
      outlines: true,
    });
  });

  it('has the opacity of the tint on the mask and of the heat map on all other layers', () => {
    expect(paneViewOf(state, { ...pane(), layer: 'heat' }).opacity).toBe(state.view.heatOpacity);
    expect(paneViewOf(state, { ...pane(), layer: 'classes' }).opacity).toBe(0.8);
  });

  it('shows the plain picture while that is asked for, without outlines', () => {
    state.view.peek = true;
    expect(paneViewOf(state, pane())).toMatchObject({ layer: 'picture', outlines: false });
    state.view.peek = false;
    state.view.outlines = false;
    expect(paneViewOf(state, pane())).toMatchObject({ layer: 'mask', outlines: false });
  });

  it('falls back where its layer has nothing to show', () => {
    expect(paneViewOf(state, { ...pane(), layer: 'errors' }).layer).toBe('mask');
    expect(paneViewOf(state, { ...pane(), layer: 'residual-norm' }).layer).toBe('heat');
    expect(paneViewOf(state, { ...pane(), layer: 'open-map' }).layer).toBe('classes');
    const rpl = { ...pane(), methodId: 'rpl', layer: 'residual-norm' as const };
    expect(paneViewOf(state, rpl).layer).toBe('residual-norm');
  });
});

describe('the view', () => {
  it('holds the visible panes, the picture and where it lies', () => {
    state.view.layout = 'two';
    const view = viewStateOf(state);
    expect(view?.panes.map(({ paneId }) => paneId)).toEqual(['pane-1', 'pane-2']);
    expect(view).toMatchObject({
      pictureId: 'a',
      transform: { scale: 2, offsetX: 0, offsetY: 20 },
      canvas: { width: 80, height: 80 },
      minArea: 0,
      highlightedRegion: null,
      background: '#101215',
    });
  });

  it('names no picture before it is decoded', () => {
    const picture = { id: 'a', label: null, info: null } as unknown as ListedPicture;
    state.pictures.byId = { a: picture };
    expect(viewStateOf(state)).toMatchObject({
      pictureId: null,
      transform: { scale: 1, offsetX: 0, offsetY: 0 },
    });
  });

  it.each([
    [0, 1],
    [1, 0],
  ])('is none on a canvas of %d x %d', (width, height) => {
    state.view.canvas = { width, height };
    expect(viewStateOf(state)).toBeNull();
    state.view.canvas = { width: 1, height: 1 };
    expect(viewStateOf(state)).not.toBeNull();
  });
});
