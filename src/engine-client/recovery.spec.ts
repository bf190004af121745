import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION } from '#src/protocol/messages';
import { engine, FakeWorker, release, settle, start, workers } from './testing/fake-worker';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  engine.dispose();
  vi.useRealTimers();
});

describe('a crash', () => {
  it('rejects everything open and starts a new worker', async () => {
    start();
    const restarted = vi.fn();
    const states: string[] = [];
    engine.on('restarted', restarted);
    engine.on('state', (state) => states.push(state));
    await settle();
    const open = [release('a'), release('b')].map((request) =>
      request.catch((error: unknown) => error),
    );
    await settle();
    workers[0]!.crash();
    for (const outcome of await Promise.all(open))
      expect(outcome).toMatchObject({ code: 'engine-crashed', retryable: true });
    expect(workers[0]!.terminated).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    expect(states).toEqual(['ready', 'recovering', 'ready']);
    expect(restarted).toHaveBeenCalledWith(expect.objectContaining({ generation: 2 }));
    expect(engine.generation).toBe(2);
  });

  it('leaves nothing of the old worker: its late answers and notices are dropped', async () => {
    start();
    const drawn = vi.fn();
    engine.on('drawn', drawn);
    await settle();
    const old = workers[0];
    const handler = old!.onmessage;
    old!.crash();
    await vi.advanceTimersByTimeAsync(200);
    const request = release('a');
    await settle();
    const { id } = workers[1]!.requests('releasePicture')[0]!;
    old!.send({ type: 'result', id, result: 'stale' });
    old!.send({
      type: 'notice',
      name: 'drawn',
      payload: { revision: 1, pictureId: null, times: {} },
    });
    expect(handler).not.toBeNull();
    expect(drawn).not.toHaveBeenCalled();
    workers[1]!.send({ type: 'result', id, result: null });
    await expect(request).resolves.toBeNull();
  });

  it('tells the new worker of the networks that persons have opened and not closed', async () => {
    start();
    const open = async (modelId: string) => {
      const request = engine.request('openNetwork', {} as never);
      await settle();
      const { id } = workers[0]!.requests('openNetwork').at(-1)!;
      workers[0]!.send({ type: 'result', id, result: { known: { modelId } } });
      await request;
    };
    for (const modelId of ['own-a', 'own-b', 'own-a']) await open(modelId);
    const close = engine.request('closeNetwork', { modelId: 'own-b' });
    await settle();
    const { id } = workers[0]!.requests('closeNetwork')[0]!;
    workers[0]!.send({ type: 'result', id, result: null });
    await close;
    workers[0]!.crash();
    await vi.advanceTimersByTimeAsync(200);
    expect(workers[1]!.requests('start')[0]).toMatchObject({
      params: { networks: [{ modelId: 'own-a' }] },
    });
  });

  it('is what a lost device counts as', async () => {
    start();
    await settle();
    const request = release('a').catch((error: unknown) => error);
    await settle();
    workers[0]!.send({
      type: 'notice',
      name: 'device',
      payload: { state: 'lost', reason: 'unknown' },
    });
    await expect(request).resolves.toMatchObject({ code: 'device-lost' });
    await vi.advanceTimersByTimeAsync(200);
    expect(engine.state).toBe('ready');
  });

  it('makes later requests wait for the new worker', async () => {
    start();
    await settle();
    workers[0]!.crash();
    const request = release('a');
    await vi.advanceTimersByTimeAsync(200);
    const [sent] = workers[1]!.requests('releasePicture');
    workers[1]!.send({ type: 'result', id: sent!.id, result: null });
    await expect(request).resolves.toBeNull();
  });

  it('four times in a minute gives WebGPU up, and says so', async () => {
    start();
    await settle();
    for (let i = 0; i < 4; i++) {
      workers[i]!.crash();
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(workers).toHaveLength(5);
    expect(workers[4]!.requests('start')[0]!.params).toMatchObject({
      inference: 'wasm',
      compute: 'cpu',
    });
    expect((await engine.info).fallbackReason).toMatch(/processor/);
    for (let i = 4; i < 8; i++) {
      workers[i]!.crash();
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(engine.state).toBe('failed');
    await expect(release('a')).rejects.toMatchObject({ code: 'engine-crashed' });
  });
});

describe('starting', () => {
  it('gives up a worker that does not start in time', async () => {
    start((index) => {
      const worker = new FakeWorker();
      worker.silent = index === 0;
      return worker;
    });
    await vi.advanceTimersByTimeAsync(21_000);
    expect(workers[0]!.terminated).toBe(true);
    expect(engine.state).toBe('ready');
  });

  it('fails for good when page and worker are of different versions', async () => {
    start(() => new FakeWorker({ version: PROTOCOL_VERSION + 1 }));
    await settle();
    expect(engine.state).toBe('failed');
    await expect(engine.info).rejects.toMatchObject({ code: 'engine-start' });
    expect(workers).toHaveLength(1);
  });

  it('goes on without WebGPU when that cannot start', async () => {
    start((index) => new FakeWorker(index === 0 ? { startError: 'too small' } : {}));
    await vi.advanceTimersByTimeAsync(200);
    expect(workers[1]!.requests('start')[0]!.params).toMatchObject({
      inference: 'wasm',
      compute: 'cpu',
    });
    expect((await engine.info).fallbackReason).toMatch(/too small/);
  });

  it('rejects what waits when the engine is closed', async () => {
    start(() => new FakeWorker());
    const request = release('a').catch((error: unknown) => error);
    engine.dispose();
    await expect(request).resolves.toMatchObject({ code: 'cancelled' });
  });
});

describe('the watchdog', () => {
  it('replaces a worker whose thread is blocked', async () => {
    start();
    await settle();
    workers[0]!.silent = true;
    const request = release('a').catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(12_000);
    await expect(request).resolves.toMatchObject({ code: 'engine-crashed' });
    expect(engine.generation).toBe(2);
  });

  it('leaves a busy worker that answers pings alone', async () => {
    start();
    await settle();
    const request = release('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers[0]!.requests('ping').length).toBeGreaterThan(3);
    workers[0]!.send({
      type: 'result',
      id: workers[0]!.requests('releasePicture')[0]!.id,
      result: null,
    });
    await expect(request).resolves.toBeNull();
    expect(workers).toHaveLength(1);
  });
});
