import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import { nextStep } from '#src/session/analysis/analysis-steps';
import { analyzeMissing, analyzeSelected, cancelAnalysis } from '#src/session/analyze-picture';
import { holdPicture } from '#src/session/held-pictures';
import { asked, CRASH, failing, restart } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import {
  analysed,
  analysisOf,
  entryOfA,
  openTwoNetworks,
  resultOfA,
} from '#src/session/testing/two-networks';
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

describe('a network that fails', () => {
  const error = new AnomalensError('model-damaged', 'Damaged.', true);

  it('leaves the results of the others alone, and is tried again on demand only', async () => {
    open({ prepareModel: ({ modelId }) => (modelId === 'dmlnet' ? raise(error) : ({} as never)) });
    await analyzeSelected();
    expect(resultOfA()?.errors.dmlnet).toMatchObject({
      error: { code: 'model-damaged', message: 'Damaged.' },
    });
    expect(Object.keys(resultOfA()?.scores ?? {})).toContain('rpl');
    expect(entryOfA()?.state).toBe('ready');
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
    expect(resultOfA()?.errors.dmlnet).toBeDefined();
    patchView({ parameters: { dmlnet: { score: 1 } } });
    await analyzeMissing();
    expect(analysed(engine)).toHaveLength(2);
    expect(entryOfA()?.state).toBe('ready');
  });

  it('by ending two workers is not asked a third time, and the others are', async () => {
    open({
      analyze: ({ pictureId, settings }) =>
        settings[0]?.methodId === 'dmlnet' ? raise(CRASH) : analysisOf(pictureId),
    });
    const analysis = analyzeSelected();
    await settle();
    await restart(engine);
    await analysis;
    await analyzeSelected();
    expect(analysed(engine)).toEqual(['dmlnet', 'dmlnet', 'rpl']);
    expect(resultOfA()?.errors.dmlnet?.error.code).toBe('engine-ended');
    expect(entryOfA()?.state).toBe('ready');
  });

  it('like all others makes the picture fail, with the first reason', async () => {
    open({ prepareModel: () => raise(error) });
    await analyzeSelected();
    expect(entryOfA()).toMatchObject({ state: 'failed', error: { code: 'model-damaged' } });
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
    expect(entryOfA()).toMatchObject({ state: 'failed', error: { code: 'picture-unreadable' } });
    expect(getState().view.shownId).toBe('a');
    expect(getState().session.activity).toBeNull();
  });

  it('because it never answers can be cancelled, and tried again', async () => {
    open({ loadPicture: () => new Promise(() => undefined) });
    const analysis = analyzeSelected();
    await settle();
    expect(entryOfA()?.state).toBe('loading');
    cancelAnalysis();
    await analysis;
    expect(entryOfA()).toMatchObject({
      state: 'failed',
      error: { code: 'cancelled', message: 'Opening was cancelled.', retryable: true },
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
    expect(entryOfA()?.state).toBe('loading');
    patchPictures({ selectedId: 'a' });
    const second = analyzeSelected();
    await settle();
    cancelAnalysis();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await Promise.all([first, second]);
  });
});

function raise(error: Error): never {
  throw error;
}
