import { beforeEach, describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { ModelInfo } from '#src/protocol/models';
import {
  cancelModelLoads,
  ensureModel,
  followModels,
  forgetModels,
  loadCatalogue,
  loadNeededModels,
  settleModel,
} from '#src/session/model-loads';
import { asked, namesOf, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchSession, patchView } from '#src/store/store';

const INFO = { id: 'rpl' } as ModelInfo;
let engine: FakeEngine;
let answers: (() => void)[] = [];

function open(overrides: Parameters<typeof createFakeEngine>[0] = {}): void {
  engine = openPictures([], overrides);
  patchSession({ catalogue: [{ id: 'rpl', bytes: 500 } as never] });
}

const slowly = () => new Promise<ModelInfo>((resolve) => answers.push(() => resolve(INFO)));
const status = (id = 'rpl') => getState().session.models[id];
const progress = {
  what: '',
  modelId: 'rpl',
  phase: 'download',
  loaded: 40,
  total: 100,
  cached: false,
} as const;

beforeEach(() => {
  answers = [];
  open();
});

describe('a network', () => {
  it('is loaded once for all who wait for it', async () => {
    open({ prepareModel: slowly });
    const waiting = [ensureModel('rpl'), ensureModel('rpl')];
    await settle();
    expect(asked(engine, 'prepareModel')).toEqual([{ modelId: 'rpl' }]);
    expect(status()).toEqual({ state: 'loading', loaded: 0, total: 500 });
    answers[0]?.();
    await Promise.all(waiting);
  });

  it('that is loaded is not asked for again; one that was not is', async () => {
    settleModel({ modelId: 'rpl', info: INFO, error: null });
    await ensureModel('rpl');
    expect(engine.calls).toEqual([]);
    settleModel({ modelId: 'rpl', info: null, error: null });
    expect(status()).toBeUndefined();
    await ensureModel('rpl');
    expect(asked(engine, 'prepareModel')).toHaveLength(1);
  });

  it('that fails says so to all who wait, and can be tried again', async () => {
    const error = new AnomalensError('model-download', 'Offline.', true);
    open({
      prepareModel: () => {
        throw error;
      },
    });
    await expect(ensureModel('rpl')).rejects.toBe(error);
    expect(status()).toBeUndefined();
    settleModel({
      modelId: 'rpl',
      info: null,
      error: { code: 'model-download', message: 'Offline.', retryable: true },
    });
    expect(status()).toMatchObject({ state: 'failed', error: { message: 'Offline.' } });
    await expect(ensureModel('rpl')).rejects.toBe(error);
    expect(asked(engine, 'prepareModel')).toHaveLength(2);
  });

  it('that has said why it failed keeps saying it', async () => {
    open({
      prepareModel: () => {
        settleModel({
          modelId: 'rpl',
          info: null,
          error: { code: 'model-damaged', message: '', retryable: false },
        });
        throw new AnomalensError('model-damaged', '');
      },
    });
    await expect(ensureModel('rpl')).rejects.toMatchObject({ code: 'model-damaged' });
    expect(status()?.state).toBe('failed');
  });

  it('is loaded on when only the waiting was given up', async () => {
    open({ prepareModel: slowly });
    const controller = new AbortController();
    const waiting = ensureModel('rpl', controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await settle();
    expect(status()?.state).toBe('loading');
    const other = ensureModel('rpl');
    answers[0]?.();
    await other;
    expect(asked(engine, 'prepareModel')).toHaveLength(1);
  });

  it('brings the list of networks where that could not be read before', async () => {
    patchSession({ catalogue: [] });
    await ensureModel('rpl');
    await settle();
    expect(namesOf(engine)).toEqual(['prepareModel', 'listModels']);
    expect(getState().session.catalogue.length).toBeGreaterThan(3);
    settleModel({ modelId: 'dmlnet', info: null, error: null });
    await ensureModel('dmlnet');
    await settle();
    expect(asked(engine, 'listModels')).toHaveLength(1);
  });

  it('is cancelled with all downloads', async () => {
    const error = new AnomalensError('cancelled', 'Cancelled.', true);
    open({ prepareModel: () => new Promise(() => undefined) });
    const signals: (AbortSignal | undefined)[] = [];
    const { request } = engine;
    Object.assign(engine, {
      request: (...args: Parameters<typeof request>) => {
        const signal = args[2]?.signal;
        signals.push(signal);
        return new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(error)),
        );
      },
    });
    const waiting = [ensureModel('rpl'), ensureModel('dmlnet')];
    await settle();
    cancelModelLoads();
    await expect(Promise.allSettled(waiting)).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(getState().session.models).toEqual({});
  });
});

describe('the networks of the visible panes', () => {
  it('are loaded, and how that ends is no event', async () => {
    open({
      prepareModel: () => {
        throw new AnomalensError('model-download', 'Offline.', true);
      },
    });
    const panes = getState().view.panes.map((pane, index) => ({
      ...pane,
      methodId: ['dmlnet', 'rpl', 'energy', 'energy'][index] ?? '',
    }));
    patchView({ layout: 'two', panes });
    loadNeededModels();
    await settle();
    expect(asked(engine, 'prepareModel').map(({ modelId }) => modelId)).toEqual(['dmlnet', 'rpl']);
  });
});

describe('what the worker tells of loading', () => {
  it('is shown in bytes while it downloads, and as done afterwards', () => {
    followModels(progress);
    expect(status()).toEqual({ state: 'loading', loaded: 40, total: 500 });
    followModels({ ...progress, phase: 'compile', loaded: 1, total: 2 });
    expect(status()).toEqual({ state: 'loading', loaded: 500, total: 500 });
  });

  it('has its own size where the list has none', () => {
    patchSession({ catalogue: [] });
    followModels(progress);
    expect(status()).toEqual({ state: 'loading', loaded: 40, total: 100 });
  });

  it('leaves a loaded network alone, and says nothing of runs and of other work', () => {
    followModels({ ...progress, phase: 'infer' });
    followModels({ ...progress, modelId: null });
    expect(getState().session.models).toEqual({});
    settleModel({ modelId: 'rpl', info: INFO, error: null });
    followModels(progress);
    expect(status()).toEqual({ state: 'ready', info: INFO });
  });
});

describe('a new worker', () => {
  it('holds no network; what is being loaded goes on', async () => {
    open({ prepareModel: slowly });
    settleModel({ modelId: 'dmlnet', info: INFO, error: null });
    const waiting = ensureModel('rpl');
    await settle();
    forgetModels();
    expect(Object.keys(getState().session.models)).toEqual(['rpl']);
    const other = ensureModel('rpl');
    answers[0]?.();
    await Promise.all([waiting, other]);
    expect(asked(engine, 'prepareModel')).toHaveLength(1);
  });
});

describe('the list of networks', () => {
  it('is kept', async () => {
    await loadCatalogue();
    expect(getState().session.catalogue.map(({ id }) => id)).toContain('dmlnet');
  });

  it('that cannot be read is no event', async () => {
    open({
      listModels: () => {
        throw new AnomalensError('manifest-invalid', 'Damaged.');
      },
    });
    await expect(loadCatalogue()).resolves.toBeUndefined();
    expect(getState().session.catalogue).toHaveLength(1);
  });
});
