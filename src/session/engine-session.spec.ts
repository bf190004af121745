import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { EngineConfig } from '#src/engine-client/client';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { PaneRegions } from '#src/protocol/view';
import { currentEngine } from '#src/session/current-engine';
import { startEngineSession } from '#src/session/engine-session';
import { attachPane } from '#src/session/panes/attach-pane';
import { asked, CRASH, namesOf, openPictures, restart } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { keepEntry } from '#src/store/set/keep-survey';
import { getState, patchBenchmark, patchResults } from '#src/store/store';

const client = vi.hoisted(() => ({ createEngine: vi.fn() }));
vi.mock('#src/engine-client/client', () => client);
vi.mock('#src/store/address/url-settings', () => ({
  urlSettings: { inference: 'wasm', compute: 'cpu', size: 512, faults: true },
}));

let engine: FakeEngine;
const notices = () => getState().notices.list.map(({ kind, text }) => [kind, text]);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { baseURI: 'http://localhost/page/' });
  engine = openPictures(['a']);
  client.createEngine.mockReset().mockReturnValue(engine);
  startEngineSession();
  await settle();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the session with the engine', () => {
  it('starts it as the address says, and loads what the panes need', () => {
    const config: Partial<EngineConfig> = {
      inference: 'wasm',
      compute: 'cpu',
      longSide: 512,
      allowFaults: true,
      modelsUrl: 'http://localhost/page/models/',
    };
    expect(client.createEngine).toHaveBeenCalledWith(config);
    expect(currentEngine()).toBe(engine);
    expect(namesOf(engine)).toEqual(['listModels', 'prepareModel']);
    expect(getState().session).toMatchObject({
      info: { inference: 'wasm', keptPictures: 5 },
      engineError: null,
    });
    expect(notices()).toEqual([]);
  });

  it('says which path was given up, and why', async () => {
    const info = { ...(await engine.info), fallbackReason: 'No WebGPU.' };
    engine = openPictures([]);
    Object.assign(engine, { info: Promise.resolve(info) });
    client.createEngine.mockReturnValue(engine);
    startEngineSession();
    await settle();
    expect(notices()).toEqual([['info', 'No WebGPU.']]);
  });

  it('passes on what the worker tells', () => {
    engine.emit('state', 'recovering');
    expect(getState().session.engineState).toBe('recovering');
    const progress = { what: '', modelId: 'rpl', phase: 'download', loaded: 1, total: 2 } as const;
    engine.emit('progress', { ...progress, cached: false });
    expect(getState().session.progress).toMatchObject({ loaded: 1 });
    expect(getState().session.models.rpl?.state).toBe('loading');
    engine.emit('model', { modelId: 'rpl', info: null, error: null });
    expect(getState().session.models.rpl).toBeUndefined();
    engine.emit('drawn', { revision: 7, pictureId: null, times: { draw: 3 } });
    expect(getState().session.drawTimes).toEqual({ draw: 3 });
    expect(getState().results.drawnRevision).toBe(7);
    engine.emit('warning', { code: 'score-size', message: 'Resized.', retryable: false });
    engine.emit('device', { state: 'lost', reason: 'unplugged' });
    expect(notices()).toEqual([
      ['warning', 'Resized.'],
      ['warning', 'The graphics device was lost (unplugged). Recovering.'],
    ]);
  });

  it.each([
    ['there is another', () => restart(engine)],
    ['there will be none', async () => engine.emit('state', 'failed')],
  ])('says that it recovers from a lost device until %s', async (_, end) => {
    engine.emit('device', { state: 'lost', reason: 'unplugged' });
    expect(notices()).toEqual([['warning', expect.stringContaining('Recovering.')]]);
    await end();
    await settle();
    expect(notices().flat().join()).not.toContain('Recovering.');
  });

  it('leaves what ended it to the stage, unless the benchmark hides that', async () => {
    const error = { code: 'engine-crashed', message: 'Gone.', retryable: true } as const;
    engine.emit('state', 'failed');
    engine.emit('warning', error);
    expect(notices()).toEqual([]);
    patchBenchmark({ open: true });
    engine.emit('warning', error);
    expect(notices()).toEqual([['warning', 'Gone.']]);
  });

  it('says nothing of a new worker that was asked for', async () => {
    engine.emit('restarted', { generation: 2, info: await engine.info, reason: null });
    await settle();
    expect(notices()).toEqual([]);
    expect(getState().session).toMatchObject({ generation: 1, engineError: null });
  });

  it('says when the engine will not come back', async () => {
    const error = new AnomalensError('engine-start', 'No.');
    Object.assign(engine, { info: Promise.reject(error) });
    engine.emit('state', 'failed');
    await settle();
    expect(getState().session).toMatchObject({
      engineState: 'failed',
      engineError: { code: 'engine-start' },
    });
  });

  describe('where a picture ends each worker', () => {
    const analyses = () => asked(engine, 'analyze').map(({ pictureId }) => pictureId);
    beforeEach(async () => {
      engine = openPictures(['a', 'b'], {
        analyze: () => {
          throw CRASH;
        },
      });
      client.createEngine.mockReturnValue(engine);
      startEngineSession();
      await settle();
      for (let workers = 1; workers <= 4; workers++) {
        await restart(engine);
        await settle();
      }
    });

    it('does not analyse it in a third one, and goes on with the others', () => {
      expect(analyses()).toEqual(['a', 'a']);
      expect(getState().pictures.byId.a).toMatchObject({
        state: 'failed',
        error: { code: 'engine-ended', message: expect.stringMatching(/stopped twice/) },
      });
      expect(getState().pictures.byId.b?.state).toBe('loaded');
    });

    it('tries once more where a person asks for another worker', async () => {
      engine.emit('restarted', { generation: 9, info: await engine.info, reason: null });
      await settle();
      expect(analyses()).toEqual(['a', 'a', 'a']);
    });

    it('forgets which pictures of the set could not be looked at, for another engine alone', async () => {
      const error = { code: 'engine-ended', message: 'Twice.', retryable: false } as const;
      keepEntry('b', { key: 'msp', survey: null, error });
      await restart(engine);
      expect(getState().set.byPicture.b).toHaveLength(1);
      engine.emit('restarted', { generation: 9, info: await engine.info, reason: null });
      expect(getState().set.byPicture.b).toEqual([]);
    });

    it('tries once more where the next worker does without WebGPU', async () => {
      const info = { ...(await engine.info), compute: 'webgpu' as const };
      engine.emit('restarted', { generation: 9, info, reason: CRASH });
      await settle();
      expect(analyses()).toEqual(['a', 'a', 'a']);
    });
  });

  it('feeds a new worker', async () => {
    patchResults({ probe: { at: { x: 0, y: 0 }, pinned: true, result: {} as never } });
    engine.calls.length = 0;
    await restart(engine);
    await settle();
    expect(getState().session.generation).toBe(1);
    expect(getState().results).toMatchObject({ probe: null, drawn: null });
    expect(notices()).toEqual([['info', 'The engine was restarted. The engine stopped.']]);
    expect(namesOf(engine)).toEqual(
      expect.arrayContaining(['prepareModel', 'loadPicture', 'analyze']),
    );
    expect(getState().pictures.byId.a?.state).toBe('ready');
  });
});

describe('the regions that the worker reports', () => {
  const regions: PaneRegions = {
    paneId: 'pane-1',
    pictureId: 'a',
    methodId: 'rpl',
    threshold: 1,
    minArea: 2,
    removalKey: '',
    leftOutKey: '',
    leftOut: 0,
    counts: null,
    removed: 0,
    shareAbove: 0.5,
    pixelsAbove: 4,
    regionCount: 1,
    regions: [
      {
        id: 1,
        area: 4,
        box: { x: 0, y: 0, width: 2, height: 2 },
        centroid: { x: 0.5, y: 0.5 },
        meanScore: 3,
        maxScore: 4,
      },
    ],
  };
  const known = () => getState().results.regions['pane-1'];

  it('are kept by pane, and stay the same list while nothing has changed', () => {
    engine.emit('regions', regions);
    expect(known()).toBe(regions);
    engine.emit('regions', { ...regions });
    expect(known()).toBe(regions);
    engine.emit('regions', { ...regions, paneId: 'pane-2' });
    expect(Object.keys(getState().results.regions)).toEqual(['pane-1', 'pane-2']);
  });

  it.each([
    ['pictureId', 'b'],
    ['methodId', 'energy'],
    ['threshold', 2],
    ['minArea', 3],
    ['removalKey', 'x'],
    ['leftOutKey', '1'],
    ['removed', 1],
    ['pixelsAbove', 5],
    ['regionCount', 2],
    ['regions', []],
  ])('are another list with another %s', (name, value) => {
    engine.emit('regions', regions);
    const other = { ...regions, [name]: value };
    engine.emit('regions', other);
    expect(known()).toBe(other);
  });
});

describe('a canvas', () => {
  const canvas = {} as OffscreenCanvas;
  const element = () => ({ transferControlToOffscreen: vi.fn(() => canvas) });

  it('is given to the worker once', async () => {
    const pane = element();
    attachPane('pane-1', pane as never);
    attachPane('pane-1', pane as never);
    await settle();
    expect(asked(engine, 'attachPane')).toEqual([{ paneId: 'pane-1', canvas }]);
    expect(pane.transferControlToOffscreen).toHaveBeenCalledOnce();
  });

  it('that cannot be drawn on says so, unless its worker went down', async () => {
    Object.assign(engine, { request: () => Promise.reject(new Error('No context.')) });
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    engine.emit('state', 'recovering');
    attachPane('pane-1', element() as never);
    await settle();
    expect(notices()).toEqual([]);
    engine.emit('state', 'ready');
    attachPane('pane-1', element() as never);
    await settle();
    expect(notices()).toMatchObject([['error', expect.stringContaining('No context.')]]);
  });
});
