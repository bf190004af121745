import { beforeEach, describe, expect, it } from 'vitest';
import { FEATURES } from '#src/core/meta/feature-names';
import { removalKey } from '#src/core/meta/removal';
import { methods } from '#src/methods/registry';
import type { PaneRegions } from '#src/protocol/view';
import { activeClassifier, removalOf, shippedClassifier } from '#src/store/classifiers';
import { initialState } from '#src/store/initial-state';
import { methodInfo, settingsOf } from '#src/store/method-info';
import type { ScoreResult } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { currentFeatures, featuresOfRegion, wantedFeatures } from './wanted-features';

const SHIPPING = methods.find(({ meta }) => meta)?.id ?? '';
const WITHOUT = methods.find(({ meta }) => !meta)?.id ?? '';
let state: State;

/** The first pane shows a method whose regions the worker has just reported. */
function show(methodId: string, change: Partial<PaneRegions> = {}): void {
  state.view.panes = state.view.panes.map((pane) => ({ ...pane, methodId }));
  const info = activeMethod(state);
  const regions = {
    pictureId: 'a',
    methodId,
    threshold: thresholdOf(state, info),
    minArea: state.view.minArea,
    removalKey: removalKey(removalOf(state, info)),
    leftOutKey: '',
    regionCount: 2,
    ...change,
  };
  state.results.regions = { 'pane-1': regions as unknown as PaneRegions };
}

beforeEach(() => {
  state = initialState();
  state.view.shownId = 'a';
});

describe('the classifier of a method', () => {
  it('is the one it ships, until one was made here', () => {
    show(SHIPPING);
    expect(activeClassifier(state)).toBe(shippedClassifier(SHIPPING));
    expect(shippedClassifier(SHIPPING)?.serial).toBe(0);
    const own = { serial: 3 } as unknown as State['meta']['own'][string];
    state.meta.own = { [SHIPPING]: own };
    expect(activeClassifier(state)).toBe(own);
    show(WITHOUT);
    expect(activeClassifier(state)).toBeNull();
    expect(shippedClassifier('odd')).toBeNull();
  });

  it('removes regions above what a person has set, 0 included', () => {
    show(SHIPPING);
    expect(removalOf(state, { id: SHIPPING })).toBeNull();
    state.view.removeAbove = 0;
    expect(removalOf(state, { id: SHIPPING })).toEqual({
      above: 0,
      classifier: shippedClassifier(SHIPPING),
    });
    expect(removalOf(state, { id: WITHOUT })).toBeNull();
  });
});

describe('features', () => {
  it('are those of the first look until the second is there, which they do not start', () => {
    show(SHIPPING);
    state.view.parameters = { [SHIPPING]: { looks: 2 } };
    const info = methodInfo(SHIPPING, null);
    const twice = settingsOf(info, state.view);
    const scored = (settings: typeof twice) => {
      const scores = { [SHIPPING]: { settings } as ScoreResult };
      const rest = { revision: 1, imported: [], roadLikeness: {}, errors: {} };
      state.results.byPicture = { a: { ...rest, scores } };
    };
    scored(settingsOf(info, initialState().view));
    expect(wantedFeatures(state)?.settings).toEqual(settingsOf(info, initialState().view));
    scored(twice);
    expect(wantedFeatures(state)?.settings).toEqual(twice);
  });

  it('are wanted of the reported regions where a classifier reads them', () => {
    show(SHIPPING);
    state.view.removeAbove = 0.5;
    show(SHIPPING);
    const info = methodInfo(SHIPPING, null);
    expect(wantedFeatures(state)).toMatchObject({
      pictureId: 'a',
      settings: settingsOf(info, initialState().view),
      threshold: info.defaultThreshold,
      minArea: 0,
      removal: { above: 0.5 },
    });
  });

  it('are wanted without a classifier while a region is selected', () => {
    show(WITHOUT);
    expect(wantedFeatures(state)).toBeNull();
    state.view.highlightedRegion = 1;
    expect(wantedFeatures(state)?.removal).toBeNull();
  });

  it.each<[string, Partial<PaneRegions>]>([
    ['another threshold', { threshold: -99 }],
    ['another smallest area', { minArea: 9 }],
    ['another removal', { removalKey: 'other' }],
    ['another region of interest', { leftOutKey: '1' }],
    ['no region', { regionCount: 0 }],
    ['another picture', { pictureId: 'b' }],
  ])('are not wanted while the last report is of %s', (_, change) => {
    show(SHIPPING, change);
    expect(wantedFeatures(state)).toBeNull();
  });

  it('are known while the answer is to what is wanted', () => {
    show(SHIPPING);
    const features = new Float64Array(2 * FEATURES).map((_, i) => i);
    expect(currentFeatures(state)).toBeNull();
    state.results.regionFeatures = { key: wantedFeatures(state)?.key ?? '', features };
    expect(currentFeatures(state)).toBe(features);
    state.view.minArea = 4;
    show(SHIPPING);
    expect(currentFeatures(state)).toBeNull();
  });

  it('of a region are its row; ids count from 1', () => {
    const features = new Float64Array(2 * FEATURES).map((_, i) => i);
    expect(featuresOfRegion(features, 2)).toEqual(features.slice(FEATURES));
    expect(featuresOfRegion(features, 1)).toEqual(features.slice(0, FEATURES));
  });
});
