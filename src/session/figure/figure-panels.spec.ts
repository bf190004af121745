import { beforeEach, describe, expect, it } from 'vitest';
import type { PaneLayer } from '#src/core/types';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { PaneRegions } from '#src/protocol/view';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { initialState } from '#src/store/initial-state';
import { getState, patchPicture, patchResults, patchSession, patchView } from '#src/store/store';
import { figurePanels } from './figure-panels';

const SIZE = { width: 64, height: 36 };
let engine: FakeEngine;

function show(methods: string[], layers: PaneLayer[]): void {
  patchView({
    shownId: 'a',
    layout: methods.length === 1 ? 'single' : 'two',
    panes: initialState().view.panes.map((pane, index) => ({
      ...pane,
      methodId: methods[index] ?? pane.methodId,
      layer: layers[index] ?? pane.layer,
    })),
  });
}
const panelsOf = () => figurePanels(getState());
const panelOf = async (layer: PaneLayer, methodId = 'entropy') => {
  show([methodId], [layer]);
  return (await panelsOf())[0]!;
};

beforeEach(() => {
  engine = openPictures(['a']);
  patchSession({ engineState: 'ready' });
  patchPicture('a', {
    state: 'ready',
    info: { ...SIZE, original: SIZE, format: 'PNG', notices: [] },
  });
});

describe('the panels of a figure', () => {
  it('are none without a picture', async () => {
    patchView({ shownId: null });
    expect(await panelsOf()).toEqual([]);
  });

  it('are those of the panes that are shown, with title, size and picture', async () => {
    show(['entropy', 'rpl'], ['heat', 'heat']);
    const panels = await panelsOf();
    expect(panels.map(({ title }) => title)).toEqual([
      'Softmax entropy',
      'Residual pattern learning',
    ]);
    expect(panels[0]).toMatchObject({ size: SIZE, note: '', entries: [] });
    expect(panels[0]?.picture).toBe(`data:;base64,${btoa('overlay-png')}`);
    const requests = asked(engine, 'exportFile');
    expect(requests.map(({ kind }) => kind)).toEqual(['overlay-png', 'overlay-png']);
    expect(requests[1]).toMatchObject({ pictureId: 'a', pane: { settings: { methodId: 'rpl' } } });
  });

  it('say of a mask how much it covers', async () => {
    show(['entropy'], ['mask']);
    const { paneId, methodId } = getState().view.panes[0]!;
    const regions = { paneId, methodId, pictureId: 'a', shareAbove: 0.021 } as PaneRegions;
    patchResults({ regions: { [paneId]: regions } });
    expect((await panelsOf())[0]?.note).toBe('2.1 % of the picture');
    expect((await panelOf('heat')).note).toBe('');
  });
});

describe('the scale of a panel', () => {
  it('of a heat map has the stops of its colours, ends, unit and threshold', async () => {
    patchView({ colourMap: 'grey', thresholds: { entropy: 0.25 } });
    const { scale } = await panelOf('heat');
    expect(scale).toMatchObject({
      min: '0.000',
      max: '1.000',
      unit: 'fraction of ln 19',
      threshold: { position: 0.25, text: '0.250' },
    });
    expect(scale?.stops).toHaveLength(18);
    expect(scale?.stops[0]).toEqual({ at: 0, colour: 'rgb(0,0,0)' });
    expect(scale?.stops.at(-1)).toEqual({ at: 1, colour: 'rgb(255,255,255)' });
  });

  it('of a mask changes its colour at the threshold, which stays within it', async () => {
    patchView({ thresholds: { entropy: 0.25 } });
    const { scale } = await panelOf('mask');
    expect(scale?.stops.map(({ at }) => at)).toEqual([0, 0.25, 0.25, 1]);
    expect(scale?.stops[1]?.colour).not.toBe(scale?.stops[2]?.colour);
    patchView({ thresholds: { entropy: 7 } });
    expect((await panelOf('mask')).scale?.threshold?.position).toBe(1);
    patchView({ thresholds: { entropy: -7 } });
    expect((await panelOf('mask')).scale?.threshold?.position).toBe(0);
  });

  it('of a residual norm has no threshold', async () => {
    const { scale } = await panelOf('residual-norm', 'rpl');
    expect(scale).toMatchObject({ unit: 'squared norm', threshold: null });
    expect(scale?.stops).toHaveLength(18);
  });

  it('of a difference names the method at either end', async () => {
    show(['entropy', 'rpl'], ['mask', 'difference']);
    const [, panel] = await panelsOf();
    expect(panel?.scale).toMatchObject({
      min: '100 × rarer for Softmax entropy',
      max: 'for Residual pattern learning',
      threshold: null,
    });
    expect(panel?.scale?.stops[0]?.colour).toBe('rgb(5,113,176)');
    show(['entropy', 'rpl'], ['difference', 'mask']);
    expect((await panelsOf())[0]?.scale?.stops[0]?.colour).toBe('rgb(202,0,32)');
  });
});

describe('colours that lie on no scale', () => {
  it('of agreement are named by their methods', async () => {
    show(['entropy', 'rpl'], ['mask', 'agreement']);
    const [, panel] = await panelsOf();
    expect(panel?.scale).toBeNull();
    expect(panel?.entries).toEqual([
      { name: 'Both', colour: 'rgb(240 228 66)' },
      { name: 'Only Residual pattern learning', colour: 'rgb(202 0 32)' },
      { name: 'Only Softmax entropy', colour: 'rgb(5 113 176)' },
    ]);
  });

  it('of errors are those of the legend', async () => {
    patchPicture('a', {
      label: { serial: 1, fileName: 'l.png', info: { closedSet: false }, error: null } as never,
    });
    const { entries } = await panelOf('errors');
    expect(entries.map(({ name }) => name)).toEqual([
      'True positive',
      'False positive',
      'False negative',
      'Ignored',
    ]);
  });

  it('of classes are the network’s, or the words’', async () => {
    const info = { kind: 'segmenter', classes: [{ name: 'road', colour: '#804080' }] };
    patchSession({ models: { base: { state: 'ready', info } as never } });
    const names = async (methodId: string) =>
      (await panelOf('classes', methodId)).entries.map(({ name }) => name);
    expect(await names('entropy')).toEqual(['road']);
    const words = await names('vl4ad');
    expect(words.length).toBeGreaterThan(10);
    expect(words).toContain('sidewalk');
    expect((await panelOf('picture')).entries).toEqual([]);
  });
});
