import { beforeEach, describe, expect, it } from 'vitest';
import { closeDoubt } from '#src/actions/view/close-doubt';
import { countSpecks } from '#src/actions/view/count-specks';
import { REGIONS, regionsOf } from '#src/engine-client/testing/fake-regions';
import { modelOf } from '#src/methods/registry';
import type { PaneRegions } from '#src/protocol/view';
import { openPictures } from '#src/session/testing/pictures-page';
import { activeClassesModel, analysisKey } from '#src/store/models';
import { activePane } from '#src/store/selectors';
import {
  getState,
  patchPicture,
  patchResults,
  patchSession,
  patchView,
  setPictureResult,
} from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';
import { headline, specksWords } from './headline';

/** 0.01 % of it are 92.16 pixels. */
const SIZE = { width: 1280, height: 720 };

const [first, second] = REGIONS as [(typeof REGIONS)[0], (typeof REGIONS)[0]];

/** The stage has regions of these areas, and perhaps more than it lists. */
function regionsAre(areas: readonly number[], changes: Partial<PaneRegions> = {}): void {
  const pane = paneViewOf(getState(), activePane(getState()));
  const regions = areas.map((area, index) => ({ ...(index ? second : first), area, id: index }));
  const all = { ...regionsOf('a', pane, 0), regions, regionCount: areas.length, shareAbove: 0.021 };
  patchResults({ regions: { [pane.paneId]: { ...all, ...changes } } });
}

beforeEach(() => {
  openPictures(['a']);
  patchView({ shownId: 'a', specksCounted: false, doubtsClosed: [] });
  patchPicture('a', { info: { ...SIZE, original: SIZE, format: 'PNG', notices: [] } });
});

const main = () => headline(getState()).main;
const specks = () => headline(getState()).specks;

describe('the headline', () => {
  it('says how many objects are unknown, and how much of the picture', () => {
    regionsAre([500, 93, 4000]);
    expect(headline(getState())).toEqual({
      main: '3 unknown objects',
      beside: '2.1 % of the picture',
      leftOut: '',
      specks: null,
      doubt: null,
    });
    regionsAre([500]);
    expect(main()).toBe('1 unknown object');
  });

  it('counts no specks below 0.01 % of the picture, and says so', () => {
    regionsAre([500, 93, 92, 6], { regionCount: 40 });
    expect(main()).toBe('2 unknown objects');
    expect(specks()).toEqual({ count: 38, leastArea: 93, counted: false });
    expect(specksWords(specks() as never)).toBe('38 below 93 px not counted');
  });

  it('counts them on demand', () => {
    regionsAre([500, 6, 6]);
    countSpecks(true);
    expect(main()).toBe('3 unknown objects');
    expect(specksWords(specks() as never)).toBe('2 of them below 93 px');
  });

  it('says no more than is known where all regions that are listed are objects', () => {
    regionsAre([500, 93], { regionCount: 612 });
    expect(main()).toBe('At least 2 unknown objects');
    expect(specks()).toBeNull();
  });

  it('measures them against what is not left out of the picture', () => {
    regionsAre([500, 50, 46], { leftOut: 0.5 });
    expect(specks()).toEqual({ count: 1, leastArea: 47, counted: false });
  });

  it('tells what was removed instead of a share that holds it too', () => {
    regionsAre([500], { removed: 36 });
    expect(headline(getState())).toMatchObject({
      main: '1 unknown object',
      beside: '36 removed as false positives',
    });
    regionsAre([], { removed: 36 });
    expect(main()).toBe('No unknown objects');
  });

  it('says that nothing is above the threshold', () => {
    regionsAre([], { shareAbove: 0 });
    expect(headline(getState())).toMatchObject({
      main: 'Nothing unknown in this picture',
      beside: '',
    });
    regionsAre([6]);
    expect(main()).toBe('No unknown objects');
  });

  it('waits for no method that failed, or that was not computed', () => {
    const { methodId } = activePane(getState());
    const modelId = modelOf(methodId);
    const error = { code: 'model-damaged' as const, message: 'Damaged.', retryable: true };
    const result = { revision: 1, scores: {}, imported: [], roadLikeness: {}, errors: {} };
    patchPicture('a', { state: 'ready' });
    setPictureResult('a', result);
    expect(main()).toBe('This method has not been computed.');
    const key = analysisKey(getState(), modelId);
    setPictureResult('a', { ...result, errors: { [modelId]: { key, error } } });
    expect(main()).toBe('This method could not be computed.');
    patchSession({ activity: { label: 'Analysing the picture', cancellable: true } });
    expect(main()).toBe('Looking at the picture…');
    patchSession({ activity: null });
    patchView({ shownId: 'b' });
    expect(main()).toBe('Looking at the picture…');
  });

  it('waits for the picture that is selected', () => {
    expect(main()).toBe('Looking at the picture…');
    patchPicture('a', { state: 'failed' });
    expect(main()).toBe('This picture could not be analysed.');
  });
});

describe('a picture that is no road scene', () => {
  const road = { looksLikeRoad: false, share: 0.12, leastShare: 0.35 };
  const roadIs = (changes: object) =>
    setPictureResult('a', {
      revision: 1,
      scores: {},
      imported: [],
      errors: {},
      roadLikeness: { [activeClassesModel(getState())]: { ...road, ...changes } as never },
    } as never);

  it('says so in the place of a result, and how it was decided, until that is closed', () => {
    regionsAre([500]);
    roadIs({});
    expect(main()).toBe('Not a road scene: results mean little');
    expect(headline(getState()).doubt).toContain('12 % of the picture');
    expect(headline(getState()).doubt).toContain('at least 35 %');
    closeDoubt();
    expect(main()).toBe('1 unknown object');
    expect(headline(getState()).doubt).toBeNull();
    expect(getState().view.doubtsClosed).toEqual(['a']);
  });

  it('a road scene has its result at once', () => {
    regionsAre([500]);
    roadIs({ looksLikeRoad: true });
    expect(main()).toBe('1 unknown object');
  });
});
