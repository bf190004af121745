import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import { createEngine } from './client';
import type { Engine } from './engine';
import type { WorkerLike } from './transport';

type Request = Extract<ClientMessage, { type: 'request' }>;

/**
 * A worker under the test's control. It answers `start` and `ping` by itself unless told otherwise.
 */
class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  readonly received: ClientMessage[] = [];
  terminated = false;
  silent = false;

  constructor(readonly options: { version?: number; startError?: string } = {}) {
    queueMicrotask(() =>
      this.send({ type: 'ready', version: options.version ?? PROTOCOL_VERSION }),
    );
  }

  postMessage(message: unknown): void {
    const request = message as ClientMessage;
    this.received.push(request);
    if (this.silent || request.type !== 'request') return;
    const { id } = request;
    if (request.name === 'start' && this.options.startError) {
      queueMicrotask(() =>
        this.send({
          type: 'error',
          id,
          error: { code: 'webgpu-limit', message: this.options.startError ?? '', retryable: false },
        }),
      );
    } else if (request.name === 'start')
      queueMicrotask(() =>
        this.send({ type: 'result', id, result: { ...request.params, fallbackReason: null } }),
      );
    else if (request.name === 'ping')
      queueMicrotask(() => this.send({ type: 'result', id, result: null }));
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Delivers a message as a real worker would, also after its end. */
  send(message: WorkerMessage): void {
    this.onmessage?.({ data: message } as MessageEvent);
  }

  crash(): void {
    this.onerror?.({ message: 'boom' } as ErrorEvent);
  }

  requests(name: string): Request[] {
    return this.received.filter(
      (message): message is Request => message.type === 'request' && message.name === name,
    );
  }
}

const OPTIONS = {
  inference: 'auto',
  compute: 'auto',
  longSide: 160,
  modelsUrl: 'https://example.test/models/',
} as const;
const VIEW = {
  pictureId: null,
  panes: [],
  transform: { scale: 1, offsetX: 0, offsetY: 0 },
  canvas: { width: 1, height: 1 },
  minArea: 0,
  highlightedRegion: null,
  background: '#000000',
};

let workers: FakeWorker[];
let engine: Engine;

function start(make: (index: number) => FakeWorker = () => new FakeWorker()): void {
  workers = [];
  engine = createEngine({
    ...OPTIONS,
    startTimeoutMs: 20_000,
    watchdog: { silenceMs: 5_000, answerMs: 3_000 },
    createWorker: () => {
      const worker = make(workers.length);
      workers.push(worker);
      return worker;
    },
  });
}

const release = (pictureId: string) => engine.request('releasePicture', { pictureId });
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  engine.dispose();
  vi.useRealTimers();
});

describe('requests', () => {
  it('are matched by id, whatever the order of the answers', async () => {
    start();
    const first = engine.request('prepareModel', { modelId: 'a' });
    const second = engine.request('prepareModel', { modelId: 'b' });
    await settle();
    const sent = workers[0]!.requests('prepareModel');
    workers[0]!.send({ type: 'result', id: sent[1]!.id, result: 'for b' });
    workers[0]!.send({ type: 'result', id: sent[0]!.id, result: 'for a' });
    await expect(first).resolves.toBe('for a');
    await expect(second).resolves.toBe('for b');
  });

  it('that cannot be sent reject, and leave their trace for callers that do not wait', async () => {
    const write = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    start();
    await settle();
    const refusal = new DOMException('could not be cloned', 'DataCloneError');
    workers[0]!.postMessage = () => {
      throw refusal;
    };
    const error = await release('x').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'internal', retryable: false, cause: refusal });
    expect(write.mock.calls).toEqual([[error]]);
    write.mockRestore();
  });

  it('reject with the typed error that the worker sent', async () => {
    start();
    const request = release('x');
    await settle();
    workers[0]!.send({
      type: 'error',
      id: workers[0]!.requests('releasePicture')[0]!.id,
      error: { code: 'picture-unknown', message: 'gone', retryable: true },
    });
    await expect(request).rejects.toMatchObject({
      name: 'AnomalensError',
      code: 'picture-unknown',
      retryable: true,
    });
  });

  it('reject at once when cancelled, tell the worker, and ignore its late answer', async () => {
    start();
    await settle();
    const controller = new AbortController();
    const request = engine.request(
      'releasePicture',
      { pictureId: 'x' },
      { signal: controller.signal },
    );
    await settle();
    const { id } = workers[0]!.requests('releasePicture')[0]!;
    controller.abort();
    await expect(request).rejects.toMatchObject({ code: 'cancelled' });
    expect(workers[0]!.received.at(-1)).toEqual({ type: 'cancel', id });
    workers[0]!.send({ type: 'result', id, result: null });
  });
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
    old!.send({ type: 'notice', name: 'drawn', payload: { revision: 1, pictureId: null, times: {} } });
    expect(handler).not.toBeNull();
    expect(drawn).not.toHaveBeenCalled();
    workers[1]!.send({ type: 'result', id, result: null });
    await expect(request).resolves.toBeNull();
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

describe('views', () => {
  it('go one at a time, the newest next, the last always', async () => {
    start();
    await settle();
    for (let revision = 1; revision <= 500; revision++) engine.setView({ ...VIEW, revision });
    const views = () =>
      workers[0]!.received
        .filter((message) => message.type === 'view')
        .map(({ view }) => view.revision);
    expect(views()).toEqual([1]);
    workers[0]!.send({ type: 'notice', name: 'drawn', payload: { revision: 1, pictureId: null, times: {} } });
    await settle();
    expect(views()).toEqual([1, 500]);
  });

  it('do not get stuck behind a drawing that is never reported', async () => {
    start();
    await settle();
    engine.setView({ ...VIEW, revision: 1 });
    engine.setView({ ...VIEW, revision: 2 });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(workers[0]!.received.filter((message) => message.type === 'view')).toHaveLength(2);
  });
});
