import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import { analyzeMissing, analyzeSelected, cancelAnalysis } from '#src/session/analyze-picture';
import { dropPictures } from '#src/session/held-pictures';
import { asked, CRASH, failing, giveLabel, restart } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import {
  analysed,
  analysisOf,
  entryOfA,
  openTwoNetworks,
  resultOfA,
} from '#src/session/testing/two-networks';
import { pictureSources } from '#src/store/files';
import { getState, patchPictures, patchView } from '#src/store/store';

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
    expect(analysed(engine)).toHaveLength(3);
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
    expect(resultOfA()?.revision).not.toBe(2);
    answers[1]?.();
    await Promise.all([first, second]);
    expect(resultOfA()?.revision).toBe(2);
    expect(entryOfA()?.state).toBe('ready');
  });

  it('drops the failure of an earlier revision too', async () => {
    const refusals: (() => void)[] = [];
    open({
      analyze: () =>
        new Promise((_, reject) =>
          refusals.push(() => reject(new AnomalensError('model-damaged', 'Damaged.'))),
        ),
    });
    patchView({ layout: 'single' });
    const first = analyzeSelected();
    await settle();
    const second = analyzeSelected();
    await settle();
    refusals[0]?.();
    await settle();
    expect(resultOfA()?.errors ?? {}).toEqual({});
    expect(entryOfA()?.state).toBe('analysing');
    refusals[1]?.();
    await Promise.all([first, second]);
    expect(Object.keys(resultOfA()?.errors ?? {})).toEqual(['dmlnet']);
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
    expect(entryOfA()).toMatchObject({ state: 'loaded', error: null });
    expect(getState().session).toMatchObject({ activity: null, models: {} });
    goOn();
    const again = analyzeMissing();
    await settle();
    goOn();
    await again;
    expect(entryOfA()?.state).toBe('ready');
  });

  it('by its user has its label read all the same', async () => {
    let goOn = () => {};
    open({
      prepareModel: () => new Promise((resolve) => (goOn = () => resolve({} as never))),
    });
    patchView({ layout: 'single' });
    giveLabel('a');
    const analysis = analyzeSelected();
    await settle();
    expect(asked(engine, 'inspectLabel')).toEqual([]);
    cancelAnalysis();
    await analysis;
    await settle();
    expect(asked(engine, 'inspectLabel')).toHaveLength(1);
    expect(entryOfA()).toMatchObject({ state: 'loaded', label: { error: null } });
    expect(entryOfA()?.label?.info).not.toBeNull();
    goOn();
    await settle();
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
    expect(entryOfA()).toMatchObject({ state: 'ready', error: null });
  });
});

describe('a worker that is replaced', () => {
  it('analyses on, without a word of the loss', async () => {
    open({ analyze: failing(1, CRASH, ({ pictureId }) => analysisOf(pictureId)) });
    const analysis = analyzeSelected();
    await settle();
    expect(entryOfA()?.state).toBe('analysing');
    await restart(engine);
    await analysis;
    expect(entryOfA()).toMatchObject({ state: 'ready', error: null });
    expect(resultOfA()?.errors).toEqual({});
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
  expect(resultOfA()).toBeUndefined();
});
