import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { Evaluation } from '#src/evaluation/types';
import type { MethodSettings } from '#src/protocol/scores';
import { openPictures } from '#src/session/testing/pictures-page';
import { settingsOf } from '#src/store/method-info';
import type { PictureResult } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { keepEntry } from '#src/store/set/keep-survey';
import { surveyTerms } from '#src/store/set/survey-terms';
import { thresholdWishes } from '#src/store/set/threshold-wish';
import {
  getState,
  patchBenchmark,
  patchResults,
  patchView,
  setPictureResult,
} from '#src/store/store';
import { setThresholdBy } from './set-threshold-by';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const PRECISION_RECALL: CurvePoint[] = [
  { x: 0.5, y: 1, threshold: 0.8 },
  { x: 0.9, y: 0.6, threshold: 0.6 },
  { x: 1, y: 0.2, threshold: 0.1 },
];
const threshold = () => thresholdOf(getState(), activeMethod(getState()));
const settings = () => settingsOf(activeMethod(getState()), getState().view);

/** @param flagScore null: no threshold flags it; undefined: it cannot be looked at. */
function know(id: string, flagScore: number | null | undefined): void {
  const { key = '' } = surveyTerms(getState(), id) ?? {};
  const map = { width: 1, height: 1, range: { min: 0, max: 1 }, levels: new Uint8Array(1) };
  const numbers = { threshold: 0.5, shareAbove: 0, objects: [], meanScore: 0, map };
  const error = {
    code: 'picture-unreadable',
    message: 'It is damaged.',
    retryable: false,
  } as const;
  keepEntry(
    id,
    flagScore === undefined
      ? { key, survey: null, error }
      : { key, survey: { pictureId: id, ...numbers, flagScore }, error: null },
  );
}

function measureSet(curve = PRECISION_RECALL, own = settings(), more = {}, longSide = 768): void {
  const methods = [{ methodId: own.methodId, settings: own, precisionRecall: curve, ...more }];
  const result = { methods, images: [{}, {}, {}], longSide };
  patchBenchmark({ result: result as unknown as Evaluation });
}

function measurePicture(): void {
  const own = { ...settings(), settings: settings(), precisionRecall: PRECISION_RECALL };
  const measurement = { pictureId: 'a', methods: [own] };
  patchView({ shownId: 'a' });
  patchResults({
    measurement: measurement as unknown as ReturnType<typeof getState>['results']['measurement'],
  });
}

beforeEach(() => {
  openPictures(['a', 'b', 'c', 'd']);
});

describe('by the pictures of the set', () => {
  it('it is the lowest that flags at most the share, and says of how many', () => {
    know('a', 0.9);
    know('b', 0.4);
    expect(setThresholdBy({ by: 'flagged', value: 0.5 })).toEqual({
      by: 'flagged',
      result: { threshold: threshold(), flagged: 1, pictures: 2 },
      waiting: 2,
    });
    expect(threshold()).toBeGreaterThan(0.4);
    expect(threshold()).toBeLessThan(0.40001);
  });

  it('what failed is not waited for, nor counted', () => {
    for (const [id, score] of [
      ['a', 0.9],
      ['b', 0.4],
      ['c', undefined],
    ] as const)
      know(id, score);
    expect(setThresholdBy({ by: 'flagged', value: 0 })).toMatchObject({
      result: { flagged: 0, pictures: 2 },
      waiting: 1,
    });
  });

  it('stays where no picture can be flagged', () => {
    const before = threshold();
    know('a', null);
    expect(setThresholdBy({ by: 'flagged', value: 0.5 })).toMatchObject({ result: null });
    expect(threshold()).toBe(before);
  });

  it('is offered for two pictures by the method shown', () => {
    know('a', 0.9);
    expect(thresholdWishes(getState())).toBe('');
    know('b', 0.4);
    expect(thresholdWishes(getState())).toBe('flagged');
    patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' })) });
    expect(thresholdWishes(getState())).toBe('');
  });
});

describe('by what has been measured', () => {
  it('it reaches a recall or a precision of the set', () => {
    measureSet();
    expect(thresholdWishes(getState())).toBe('recall precision');
    const point = { threshold: 0.6, recall: 0.9, precision: 0.6 };
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toEqual({
      by: 'recall',
      result: { reached: true, point },
      images: 3,
    });
    expect(threshold()).toBe(0.6);
    setThresholdBy({ by: 'precision', value: 0.9 });
    expect(threshold()).toBe(0.8);
  });

  it('stays where none has it, and tells the best', () => {
    measureSet(PRECISION_RECALL.slice(1));
    const before = threshold();
    expect(setThresholdBy({ by: 'precision', value: 0.9 })).toMatchObject({
      result: { reached: false, point: { precision: 0.6 } },
    });
    expect(threshold()).toBe(before);
  });

  it('it keeps to a number of false alarms of the set', () => {
    const points = [0.9, 0.7, 0.5].map((value, i) => ({
      threshold: value,
      truePositives: 1,
      falsePositives: 1,
      falseAlarms: i,
    }));
    measureSet([], settings(), { alarms: { images: 2, points } });
    expect(thresholdWishes(getState())).toBe('false-alarms');
    expect(setThresholdBy({ by: 'false-alarms', value: 0.5 })).toEqual({
      by: 'false-alarms',
      result: { reached: true, point: points[1] },
      images: 2,
    });
    expect(threshold()).toBe(0.7);
    measureSet();
    expect(setThresholdBy({ by: 'false-alarms', value: 0.5 })).toBeNull();
  });

  it('is of no set that networks saw at another size than the page shows', () => {
    measureSet(PRECISION_RECALL, settings(), {}, 1024);
    expect(thresholdWishes(getState())).toBe('');
  });

  it('is of the shown picture where no set was measured as the method is set now', () => {
    measurePicture();
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toMatchObject({ images: 1 });
    measureSet(PRECISION_RECALL, { ...settings(), parameters: { temperature: 99 } });
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toMatchObject({ images: 1 });
    measureSet();
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toMatchObject({ images: 3 });
    patchView({ shownId: 'b' });
    patchBenchmark({ result: null });
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toBeNull();
  });

  it('is of the first look at the shown picture while that is all there is', () => {
    const [{ id }, once] = [activeMethod(getState()), settings()];
    measurePicture();
    measureSet();
    patchView({ parameters: { [id]: { looks: 2 } } });
    const scoredBy = (own: MethodSettings) => {
      const scores = { [id]: { settings: own } as PictureResult['scores'][string] };
      setPictureResult('a', { revision: 1, scores, imported: [], roadLikeness: {}, errors: {} });
    };
    scoredBy(once);
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toMatchObject({ images: 1 });
    scoredBy(settings());
    expect(setThresholdBy({ by: 'recall', value: 0.7 })).toBeNull();
  });
});
