import { beforeEach, describe, expect, it } from 'vitest';
import { UNKNOWN_COLOUR } from '#src/core/open-world/colours';
import type { ModelInfo, ModelSummary } from '#src/protocol/models';
import { formatHash, parseHash } from '#src/store/address/url-state';
import { initialState } from '#src/store/initial-state';
import { layerOf } from '#src/store/labels/ground-truth';
import type { TaughtClass } from '#src/store/open-world/open-world-slice';
import {
  getState,
  patchOpenWorld,
  patchPictures,
  patchSession,
  patchView,
  useStore,
} from '#src/store/store';
import { activeAnnotationTool, openClasses, openWorldPane, pointerOnPicture } from './open-world';

const SUMMARY: ModelSummary = {
  id: 'dmlnet',
  kind: 'segmenter',
  title: '',
  bytes: 1,
  sha256: '',
  licence: '',
  needs: [],
};
const NETWORK: ModelInfo = {
  ...SUMMARY,
  source: 'cache',
  selfCheck: { maxDifference: 0, tolerance: 1 },
  classes: [{ name: 'road', colour: '#804080' }],
  compileMs: 1,
  threads: 1,
};
const DOG = {
  name: 'dog',
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: [1], radius: 1 },
  pixels: 3,
} as const;
const LESSON = { shots: [], shotCount: 1, distances: null, losses: [], time: 1 };

function showMethods(...methodIds: string[]): void {
  patchView({
    panes: getState().view.panes.map((pane, index) => ({
      ...pane,
      methodId: methodIds[index] ?? 'entropy',
    })),
    layout: 'two',
  });
}

beforeEach(() => useStore.setState(initialState(), true));

describe('the open world in the view', () => {
  it('is where the network learns, of the panes that are seen', () => {
    patchOpenWorld({ tool: 'brush' });
    showMethods('entropy', 'dmlnet');
    expect([openWorldPane(getState()), activeAnnotationTool(getState())]).toEqual([1, 'brush']);
    patchView({ layout: 'single' });
    expect([openWorldPane(getState()), activeAnnotationTool(getState())]).toEqual([-1, null]);
  });

  it('shows other networks by their own classes, and is in the link without what was learnt', () => {
    showMethods('entropy', 'dmlnet');
    patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, layer: 'open-map' })) });
    patchOpenWorld({ classes: [{ ...DOG, ...LESSON }] });
    expect(
      getState()
        .view.panes.slice(0, 2)
        .map((pane) => layerOf(getState(), pane)),
    ).toEqual(['classes', 'open-map']);
    const hash = formatHash(getState());
    expect(parseHash(hash)).toMatchObject({
      damaged: false,
      view: { panes: [{ layer: 'open-map' }, {}, {}, {}] },
    });
    expect(hash).not.toContain('dog');
  });

  it('lists its classes by index, in the same list until they change', () => {
    expect(openClasses(getState())).toEqual([]);
    patchSession({ models: { dmlnet: { state: 'ready', info: NETWORK } } });
    expect(openClasses(getState()).map(({ name }) => name)).toEqual(['road', 'unknown']);
    const classes: TaughtClass[] = [{ ...DOG, ...LESSON }];
    patchOpenWorld({ classes });
    const all = openClasses(getState());
    expect(all.map(({ name, colour }) => [name, colour])).toEqual([
      ['road', '#804080'],
      ['unknown', UNKNOWN_COLOUR],
      ['dog', '#66eeff'],
    ]);
    patchView({ minArea: 4 });
    expect(openClasses(getState())).toBe(all);
  });

  it('knows what is under the pointer, also when the picture moves below it', () => {
    const info = {
      width: 100,
      height: 50,
      original: { width: 100, height: 50 },
      format: 'PNG',
      notices: [],
    };
    const entry = {
      id: 'a',
      name: 'a',
      identity: 'a',
      revision: 1,
      state: 'ready',
      info,
      sampleId: null,
      thumbnailUrl: null,
      error: null,
      label: null,
    } as const;
    patchPictures({ order: ['a'], byId: { a: entry } });
    patchView({ shownId: 'a', canvas: { width: 200, height: 100 } });
    expect(pointerOnPicture(getState())).toBeNull();
    patchOpenWorld({ pointer: { x: 40, y: 60 } });
    expect(pointerOnPicture(getState())).toEqual({ x: 20, y: 30 });
    patchView({ zoom: { centreX: 50, centreY: 25, scale: 4 } });
    expect(pointerOnPicture(getState())).toEqual({ x: 35, y: 27.5 });
  });
});
