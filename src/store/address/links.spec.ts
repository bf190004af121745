import { describe, expect, it } from 'vitest';
import type { PaneLayer } from '#src/core/types';
import { methods } from '#src/methods/registry';
import { initialState } from '#src/store/initial-state';
import { formatHash, parseHash } from './url-state';

const read = (key: string, value: unknown) =>
  parseHash(`${key}=${encodeURIComponent(JSON.stringify(value))}`);

describe('every value that a view can have', () => {
  it.each<[string, unknown[]]>([
    ['layout', ['single', 'two', 'four', 'swipe']],
    [
      'zoom',
      ['fit', { centreX: -1, centreY: 2, scale: 0.001 }, { centreX: 0, centreY: 0, scale: 64 }],
    ],
    ['thresholds', [{ entropy: -3, rpl: 0 }]],
    ['colourMap', ['viridis', 'magma', 'cividis', 'turbo', 'grey']],
    ['rangeMode', ['method', 'picture']],
    ['tintOpacity', [0, 1]],
    ['outlines', [true, false]],
    ['minArea', [0, 1e7]],
    ['removeAbove', [null, 0, 1]],
    ['componentFilter', ['none', 'obstacle', 'anomaly']],
    ['swipe', [0, 1]],
  ])('%s is read', (key, values) => {
    for (const value of values) {
      expect(read(key, value)).toMatchObject({ view: { [key]: value }, damaged: false });
    }
  });

  it.each<PaneLayer>([
    'picture',
    'mask',
    'heat',
    'classes',
    'errors',
    'residual-norm',
    'open-map',
    'difference',
    'agreement',
  ])('the layer %s is read, panes being numbered from 1', (layer) => {
    const { view } = read('panes', Array(4).fill({ methodId: 'rpl', layer }));
    expect(view.panes?.map(({ paneId }) => paneId)).toEqual([1, 2, 3, 4].map((n) => `pane-${n}`));
    expect(view.panes?.every((pane) => pane.layer === layer)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['zoom', { centreX: 0, centreY: 0, scale: 65 }],
    ['zoom', { centreX: 0, centreY: 0, scale: 0 }],
    ['tintOpacity', -0.1],
    ['tintOpacity', 1.1],
    ['minArea', 0.5],
    ['minArea', -1],
    ['minArea', 1e7 + 1],
    ['removeAbove', 2],
    ['panes', Array(3).fill({ methodId: 'rpl', layer: 'mask' })],
    ['thresholds', { odd: 1 }],
    ['parameters', { energy: { temperature: 2 }, dmlnet: { score: 3 } }],
    ['parameters', { dmlnet: { score: 2, beta: -99 } }],
  ])('%s outside its limits is damage', (key, value) => {
    expect(read(key, value)).toMatchObject({ view: {}, damaged: true });
  });

  it('a sample has a short plain name', () => {
    expect(parseHash(`sample=${'a'.repeat(64)}`).sampleId).toHaveLength(64);
    expect(parseHash(`sample=${'a'.repeat(65)}`)).toMatchObject({ sampleId: null, damaged: true });
    expect(parseHash('sample=a b').damaged).toBe(true);
  });
});

describe('a link', () => {
  it('does not name imported scores, whose files it does not carry', () => {
    const state = initialState();
    state.view.thresholds = { 'import:secret': 3 };
    expect(formatHash(state)).toBe('');
    state.view.panes = state.view.panes.map((pane) => ({ ...pane, methodId: 'import:secret' }));
    const { view, damaged } = parseHash(formatHash(state));
    expect(view.panes?.map(({ methodId }) => methodId)).toEqual(Array(4).fill(methods[0]?.id));
    expect(damaged).toBe(false);
  });

  it('rounds numbers to seven digits', () => {
    const state = initialState();
    state.view.swipe = 1 / 3;
    expect(formatHash(state)).toBe('swipe=0.3333333');
  });
});
