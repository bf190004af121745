import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaneLayer } from '#src/core/types';
import type { PaneRegions } from '#src/protocol/view';
import { initialState } from '#src/store/initial-state';
import { layerOf } from '#src/store/labels/ground-truth';
import type { ListedPicture, State } from '#src/store/state';
import { comparedPane, isFirstPane } from '#src/store/view/compared-pane';
import { wantedAgreement } from '#src/store/view/wanted-agreement';
import { paneViewOf } from '#src/store/view-state';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

let state: State;
const paneOf = (index: number) => state.view.panes[index]!;
const show = (methods: string[], layout: State['view']['layout'] = 'two') => {
  state.view.layout = layout;
  for (const [index, methodId] of methods.entries()) paneOf(index).methodId = methodId;
};

beforeEach(() => {
  state = initialState();
  const picture = { id: 'a', label: null, info: { width: 40, height: 20 } };
  state.pictures.byId = { a: picture as unknown as ListedPicture };
  state.view.shownId = 'a';
});

describe('a pane is compared', () => {
  it('with the first one, which is compared with the second', () => {
    show(['entropy', 'rpl', 'energy', 'msp'], 'four');
    const others = state.view.panes.map((pane) => comparedPane(state, pane)?.methodId);
    expect(others).toEqual(['rpl', 'entropy', 'entropy', 'entropy']);
    expect(state.view.panes.map((pane) => isFirstPane(state, pane))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('with none that is not shown, and with none of the same score', () => {
    show(['entropy', 'rpl'], 'single');
    expect(comparedPane(state, paneOf(0))).toBeNull();
    show(['entropy', 'entropy']);
    expect(comparedPane(state, paneOf(0))).toBeNull();
  });
});

describe('its layer', () => {
  const shownLayer = (layer: PaneLayer) => layerOf(state, { ...paneOf(1), layer });

  it('is the comparison, told to the worker with threshold and place of the other one', () => {
    show(['entropy', 'rpl']);
    expect([shownLayer('difference'), shownLayer('agreement')]).toEqual([
      'difference',
      'agreement',
    ]);
    state.view.thresholds.entropy = 0.25;
    const view = paneViewOf(state, { ...paneOf(1), layer: 'difference' });
    expect(view.against).toMatchObject({ threshold: 0.25, isFirst: true });
    expect(view.against?.settings.methodId).toBe('entropy');
    expect(view.displayRange).toEqual({ min: -2, max: 2 });
    expect(paneViewOf(state, { ...paneOf(0), layer: 'agreement' }).against?.isFirst).toBe(false);
    expect(paneViewOf(state, { ...paneOf(1), layer: 'mask' }).against).toBeNull();
  });

  it('is its own where there is nothing to compare with', () => {
    show(['entropy', 'entropy']);
    expect([shownLayer('difference'), shownLayer('agreement')]).toEqual(['heat', 'mask']);
  });
});

describe('the agreement', () => {
  const know = (index: number) => {
    const { paneId, methodId } = paneOf(index);
    const regions = { paneId, methodId, pictureId: 'a', minArea: 3 } as PaneRegions;
    state.results.regions = { ...state.results.regions, [paneId]: regions };
  };

  it('is asked for once the regions of both are known, of the active one first', () => {
    show(['entropy', 'rpl']);
    state.view.activePane = 1;
    know(1);
    expect(wantedAgreement(state)).toBeNull();
    know(0);
    const wanted = wantedAgreement(state);
    expect(wanted).toMatchObject({ pictureId: 'a', minArea: 3, leftOut: null });
    expect(wanted?.panes.map(({ settings }) => settings.methodId)).toEqual(['rpl', 'entropy']);
  });

  it('is another one with either threshold', () => {
    show(['entropy', 'rpl']);
    know(0);
    know(1);
    const keyNow = () => wantedAgreement(state)?.key;
    const keys = [keyNow()];
    state.view.thresholds.entropy = 0.25;
    keys.push(keyNow());
    state.view.thresholds.rpl = 0.25;
    keys.push(keyNow());
    expect(new Set(keys).size).toBe(3);
  });

  it('is not wanted of one pane', () => {
    show(['entropy', 'rpl'], 'single');
    know(0);
    know(1);
    expect(wantedAgreement(state)).toBeNull();
  });
});
