import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import { nextStep } from '#src/session/analysis/analysis-steps';
import { analyzeMissing, analyzeSelected } from '#src/session/analyze-picture';
import { holdPicture } from '#src/session/held-pictures';
import { asked, CRASH, failing, giveLabel, namesOf } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { analysed, entryOfA, openTwoNetworks, resultOfA } from '#src/session/testing/two-networks';
import { scoreFiles } from '#src/store/files';
import { getState, patchPictures, patchView, useStore } from '#src/store/store';

let engine: FakeEngine;
const open = (overrides: Parameters<typeof createFakeEngine>[0] = {}): void => {
  engine = openTwoNetworks(overrides);
};

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
    expect(analysed(engine)).toEqual(['rpl', 'dmlnet']);
    expect(asked(engine, 'prepareModel')).toEqual([{ modelId: 'rpl' }, { modelId: 'dmlnet' }]);
    expect(Object.keys(resultOfA()?.scores ?? {})).toEqual(
      expect.arrayContaining(['dmlnet', 'rpl']),
    );
    expect(Object.keys(resultOfA()?.roadLikeness ?? {})).toEqual(['rpl', 'dmlnet']);
    expect(entryOfA()).toMatchObject({ state: 'ready', revision: 1, error: null });
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
      (state) => states.push(`${state} ${analysed(engine).length}`),
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
    expect(analysed(engine)).toHaveLength(2);
    expect(states).toEqual([]);
    expect(entryOfA()?.revision).toBe(2);
  });

  it('says once what was noticed about the picture, with the first scores', async () => {
    const size = { width: 8, height: 4 };
    open({
      loadPicture: ({ pictureId }) => ({
        pictureId,
        ...size,
        original: size,
        format: 'PNG',
        notices: [
          { code: 'declared-size', message: 'Cut off.' },
          { code: 'reduced', message: 'Reduced.' },
        ],
        thumbnail: new Blob([]),
      }),
    });
    await analyzeSelected();
    expect(getState().notices.list.map(({ kind, text }) => [kind, text])).toEqual([
      ['warning', 'a.png: Cut off.'],
      ['info', 'Reduced.'],
    ]);
  });

  it('brings imported scores before the picture is ready, and its label after', async () => {
    giveLabel('a');
    scoreFiles.set('a', [
      { methodId: 'imported-1', blob: new Blob(['1']), name: 'a.npy', turn: false },
    ]);
    patchView({ layout: 'single' });
    await analyzeSelected();
    await settle();
    expect(namesOf(engine).filter((name) => /Score|Label|analyze/.test(name))).toEqual([
      'analyze',
      'importScore',
      'inspectLabel',
      'loadLabel',
    ]);
    expect(entryOfA()?.label?.info?.reading).toMatchObject({ anomaly: [1] });
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

describe('what is missing', () => {
  it('is left to a running analysis of the same picture', async () => {
    await Promise.all([analyzeSelected(), analyzeMissing()]);
    expect(analysed(engine)).toHaveLength(2);
    expect(entryOfA()?.revision).toBe(1);
  });

  it('is not asked for of a picture that was never opened', async () => {
    await analyzeMissing();
    expect(engine.calls).toEqual([]);
  });

  it('is asked for of one that was', async () => {
    await holdPicture('a');
    await analyzeMissing();
    expect(analysed(engine)).toEqual(['dmlnet', 'rpl']);
    await analyzeMissing();
    expect(entryOfA()?.revision).toBe(1);
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
