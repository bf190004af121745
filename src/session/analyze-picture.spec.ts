import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { Analysis } from '#src/protocol/scores';
import {
  analyzeMissing,
  analyzeSelected,
  cancelAnalysis,
  nextStep,
} from '#src/session/analyze-picture';
import { dropPictures, holdPicture } from '#src/session/held-pictures';
import {
  asked,
  CRASH,
  failing,
  giveLabel,
  namesOf,
  openPictures,
  restart,
  settle,
} from '#src/session/testing/pictures-page';
import { pictureSources, scoreFiles } from '#src/store/files';
import { getState, patchPictures, patchSession, patchView, useStore } from '#src/store/store';

let engine: FakeEngine;

/** Two panes, of two networks. */
function open(overrides: Parameters<typeof createFakeEngine>[0] = {}): void {
  engine = openPictures(['a', 'b'], overrides);
  patchSession({ engineState: 'ready' });
  const panes = getState().view.panes.map((pane, index) => ({
    ...pane,
    methodId: index === 0 ? 'dmlnet' : 'rpl',
  }));
  patchView({ layout: 'two', panes });
}

const entry = () => getState().pictures.byId.a;
const result = () => getState().results.byPicture.a;
const analysed = () => asked(engine, 'analyze').map(({ settings }) => settings[0]?.methodId);
const analysisOf = (pictureId: string): Analysis => ({
  pictureId,
  scores: [],
  times: { infer: 1 },
  roadLikeness: {},
});

beforeEach(() => {
  vi.useFakeTimers();
  open();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the analysis of the selected picture', () => {
  it('runs each network of the visible panes once, the active one first', async () => {
    patchView({ activePane: 1 });
    await analyzeSelected();
    expect(namesOf(engine).filter((name) => name !== 'listModels')).toEqual([
      'loadPicture',
      'prepareModel',
      'analyze',
      'prepareModel',
      'analyze',
    ]);
    expect(analysed()).toEqual(['rpl', 'dmlnet']);
    expect(asked(engine, 'prepareModel')).toEqual([{ modelId: 'rpl' }, { modelId: 'dmlnet' }]);
    expect(Object.keys(result()?.scores ?? {})).toEqual(expect.arrayContaining(['dmlnet', 'rpl']));
    expect(Object.keys(result()?.roadLikeness ?? {})).toEqual(['rpl', 'dmlnet']);
    expect(entry()).toMatchObject({ state: 'ready', revision: 1, error: null });
    expect(getState().view.shownId).toBe('a');
    expect(nextStep('a')).toBeNull();
  });

  it('adds up what its stages took', async () => {
    await analyzeSelected();
    expect(getState().session.analysisTimes).toEqual({ preprocess: 2, infer: 4, score: 2 });
  });

  it('says what is being done, and what can be cancelled', async () => {
    const told: unknown[] = [];
    useStore.subscribe(
      ({ session }) => session.activity,
      (activity) => told.push(activity),
    );
    await analyzeSelected();
    expect(told).toEqual([
      { label: 'Opening the picture', cancellable: true },
      { label: 'Analysing the picture', cancellable: true },
      null,
    ]);
    expect(getState().session.progress).toBeNull();
  });

  it('goes through its states in order, ready with the first scores', async () => {
    const states: (string | undefined)[] = [];
    useStore.subscribe(
      ({ pictures }) => pictures.byId.a?.state,
      (state) => states.push(`${state} ${analysed().length}`),
    );
    await analyzeSelected();
    expect(states).toEqual(['loading 0', 'loaded 0', 'analysing 0', 'ready 1']);
  });

  it('asks for nothing that the page has, and keeps the picture ready', async () => {
    await analyzeSelected();
    const states: unknown[] = [];
    useStore.subscribe(
      ({ pictures }) => pictures.byId.a?.state,
      (state) => states.push(state),
    );
    await analyzeSelected();
    expect(analysed()).toHaveLength(2);
    expect(states).toEqual([]);
    expect(entry()?.revision).toBe(2);
  });

  it('says once what was noticed about the picture, with the first scores', async () => {
    const size = { width: 8, height: 4 };
    open({
      loadPicture: ({ pictureId }) => ({
        pictureId,
        ...size,
        original: size,
        format: 'PNG',
        notices: [{ code: 'reduced', message: 'Reduced.' }],
        thumbnail: new Blob([]),
      }),
    });
    await analyzeSelected();
    expect(getState().notices.list.map(({ kind, text }) => [kind, text])).toEqual([
      ['info', 'Reduced.'],
    ]);
  });

  it('brings imported scores before the picture is ready, and its label after', async () => {
    giveLabel('a');
    scoreFiles.set('a', [{ methodId: 'imported-1', blob: new Blob(['1']), name: 'a.npy' }]);
    patchView({ layout: 'single' });
    await analyzeSelected();
    await settle();
    expect(namesOf(engine).filter((name) => /Score|Label|analyze/.test(name))).toEqual([
      'analyze',
      'importScore',
      'loadLabel',
    ]);
    expect(entry()?.label?.info?.encoding).toBe('anomaly-1');
  });

  it('resets what was highlighted on another picture', async () => {
    patchView({ highlightedRegion: 3, shownId: 'a' });
    await analyzeSelected();
    expect(getState().view.highlightedRegion).toBe(3);
    patchPictures({ selectedId: 'b' });
    await analyzeSelected();
    expect(getState().view).toMatchObject({ highlightedRegion: null, shownId: 'b' });
  });

  it('asks nothing without a picture', async () => {
    patchPictures({ selectedId: null });
    await analyzeSelected();
    await analyzeMissing();
    expect(engine.calls).toEqual([]);
  });
});

describe('a network that fails', () => {
  const error = new AnomalensError('model-damaged', 'Damaged.', true);

  it('leaves the results of the others alone, and is tried again on demand only', async () => {
    open({ prepareModel: ({ modelId }) => (modelId === 'dmlnet' ? raise(error) : ({} as never)) });
    await analyzeSelected();
    expect(result()?.errors.dmlnet).toMatchObject({
      error: { code: 'model-damaged', message: 'Damaged.' },
    });
    expect(Object.keys(result()?.scores ?? {})).toContain('rpl');
    expect(entry()?.state).toBe('ready');
    expect(nextStep('a')).toBeNull();
    await analyzeMissing();
    expect(asked(engine, 'prepareModel')).toHaveLength(2);
    await analyzeSelected();
    expect(
      asked(engine, 'prepareModel').filter(({ modelId }) => modelId === 'dmlnet'),
    ).toHaveLength(2);
  });

  it('with these settings is tried with others', async () => {
    open({ analyze: failing(1, error, ({ pictureId }) => analysisOf(pictureId)) });
    patchView({ layout: 'single' });
    await analyzeSelected();
    expect(result()?.errors.dmlnet).toBeDefined();
    patchView({ parameters: { dmlnet: { score: 1 } } });
    await analyzeMissing();
    expect(analysed()).toHaveLength(2);
    expect(entry()?.state).toBe('ready');
  });

  it('like all others makes the picture fail, with the first reason', async () => {
    open({ prepareModel: () => raise(error) });
    await analyzeSelected();
    expect(entry()).toMatchObject({ state: 'failed', error: { code: 'model-damaged' } });
    expect(getState().view.shownId).toBe('a');
  });
});

describe('a picture that cannot be opened', () => {
  it('is what the stage is about all the same: another is not taken for it', async () => {
    open({ loadPicture: () => raise(new AnomalensError('picture-unreadable', 'Broken.')) });
    patchView({ shownId: 'b' });
    const analysis = analyzeSelected();
    expect(getState().view.shownId).toBe('a');
    await analysis;
    expect(entry()).toMatchObject({ state: 'failed', error: { code: 'picture-unreadable' } });
    expect(getState().view.shownId).toBe('a');
    expect(getState().session.activity).toBeNull();
  });

  it('because it never answers can be cancelled, and tried again', async () => {
    open({ loadPicture: () => new Promise(() => undefined) });
    const analysis = analyzeSelected();
    await settle();
    expect(entry()?.state).toBe('loading');
    cancelAnalysis();
    await analysis;
    expect(entry()).toMatchObject({
      state: 'failed',
      error: { code: 'cancelled', retryable: true },
    });
    expect(getState().session.activity).toBeNull();
    const again = analyzeSelected();
    await settle();
    expect(asked(engine, 'loadPicture')).toHaveLength(2);
    cancelAnalysis();
    await again;
  });

  it('ends for those who wait for it too, but not because another is selected', async () => {
    open({
      loadPicture: ({ pictureId }) =>
        pictureId === 'a'
          ? new Promise(() => undefined)
          : raise(new AnomalensError('picture-unreadable', 'Broken.')),
    });
    const waiting = holdPicture('a');
    const first = analyzeSelected();
    await settle();
    patchPictures({ selectedId: 'b' });
    await analyzeSelected();
    expect(entry()?.state).toBe('loading');
    patchPictures({ selectedId: 'a' });
    const second = analyzeSelected();
    await settle();
    cancelAnalysis();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([first, second]);
  });
});

describe('an analysis that was left', () => {
  it('for another picture ends, and its answers are dropped', async () => {
    let answer = () => {};
    open({
      analyze: ({ pictureId }) =>
        pictureId === 'a'
          ? new Promise((resolve) => (answer = () => resolve(analysisOf('a'))))
          : analysisOf(pictureId),
    });
    const left = analyzeSelected();
    await settle();
    patchPictures({ selectedId: 'b' });
    await analyzeSelected();
    answer();
    await left;
    expect(analysed()).toHaveLength(3);
    expect(getState().pictures.byId.b?.state).toBe('ready');
    expect(getState().session.activity).toBeNull();
  });

  it('drops what comes to an earlier revision', async () => {
    const answers: (() => void)[] = [];
    open({
      analyze: ({ pictureId }) =>
        new Promise((resolve) => answers.push(() => resolve(analysisOf(pictureId)))),
    });
    patchView({ layout: 'single' });
    const first = analyzeSelected();
    await settle();
    const second = analyzeSelected();
    await settle();
    answers[0]?.();
    await settle();
    expect(result()?.revision).not.toBe(2);
    answers[1]?.();
    await Promise.all([first, second]);
    expect(result()?.revision).toBe(2);
    expect(entry()?.state).toBe('ready');
  });

  it('by its user can be taken up again', async () => {
    let goOn = () => {};
    open({
      prepareModel: () => new Promise((resolve) => (goOn = () => resolve({} as never))),
    });
    patchView({ layout: 'single' });
    const analysis = analyzeSelected();
    await settle();
    cancelAnalysis();
    await analysis;
    expect(entry()).toMatchObject({ state: 'loaded', error: null });
    expect(getState().session).toMatchObject({ activity: null, models: {} });
    goOn();
    const again = analyzeMissing();
    await settle();
    goOn();
    await again;
    expect(entry()?.state).toBe('ready');
  });

  it('by its user keeps the scores that are there', async () => {
    open({
      analyze: ({ pictureId, settings }) =>
        settings[0]?.methodId === 'rpl' ? new Promise(() => undefined) : analysisOf(pictureId),
    });
    const engineRequest = engine.request;
    Object.assign(engine, {
      // A worker rejects what is cancelled at once; the fake one only before it begins.
      request: (...args: Parameters<typeof engineRequest>) =>
        Promise.race([
          engineRequest(...args),
          new Promise((_, reject) =>
            args[2]?.signal?.addEventListener('abort', () =>
              reject(new AnomalensError('cancelled', 'Cancelled.', true)),
            ),
          ),
        ]),
    });
    const analysis = analyzeSelected();
    await settle();
    cancelAnalysis();
    await analysis;
    expect(entry()).toMatchObject({ state: 'ready', error: null });
  });
});

describe('what is missing', () => {
  it('is left to a running analysis of the same picture', async () => {
    await Promise.all([analyzeSelected(), analyzeMissing()]);
    expect(analysed()).toHaveLength(2);
    expect(entry()?.revision).toBe(1);
  });

  it('is not asked for of a picture that was never opened', async () => {
    await analyzeMissing();
    expect(engine.calls).toEqual([]);
  });

  it('is asked for of one that was', async () => {
    await holdPicture('a');
    await analyzeMissing();
    expect(analysed()).toEqual(['dmlnet', 'rpl']);
    await analyzeMissing();
    expect(entry()?.revision).toBe(1);
  });

  it('takes the place of the analysis of another picture', async () => {
    open({ prepareModel: failing(0, CRASH, () => ({}) as never) });
    await holdPicture('b');
    const first = analyzeSelected();
    patchPictures({ selectedId: 'b' });
    await Promise.all([analyzeMissing(), first]);
    expect(getState().pictures.byId.b?.state).toBe('ready');
    expect(asked(engine, 'analyze').every(({ pictureId }) => pictureId === 'b')).toBe(true);
  });
});

describe('a worker that is replaced', () => {
  it('analyses on, without a word of the loss', async () => {
    open({ analyze: failing(1, CRASH, ({ pictureId }) => analysisOf(pictureId)) });
    const analysis = analyzeSelected();
    await settle();
    expect(entry()?.state).toBe('analysing');
    await restart(engine);
    await analysis;
    expect(entry()).toMatchObject({ state: 'ready', error: null });
    expect(result()?.errors).toEqual({});
  });
});

it('a picture that was removed while it was analysed leaves no result', async () => {
  open({
    analyze: ({ pictureId }) => {
      patchPictures({ order: ['b'], byId: {}, selectedId: null });
      dropPictures(['a']);
      pictureSources.delete('a');
      return analysisOf(pictureId);
    },
  });
  await analyzeSelected();
  expect(result()).toBeUndefined();
});

function raise(error: Error): never {
  throw error;
}
