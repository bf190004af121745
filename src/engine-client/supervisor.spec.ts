import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import { Emitter } from './emitter';
import type { EngineEvents } from './engine';
import { Supervisor, type SupervisorParts } from './supervisor';
import type { WorkerLike } from './transport';
import { ViewSender } from './view-sender';

/** Answers `start` as `startAnswer` says; `hear` delivers a message of the worker. */
class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  readonly received: ClientMessage[] = [];
  terminate = vi.fn();

  constructor() {
    queueMicrotask(() => this.hear({ type: 'ready', version: PROTOCOL_VERSION }));
  }

  hear(message: WorkerMessage): void {
    this.onmessage?.({ data: message } as MessageEvent);
  }

  postMessage(message: unknown): void {
    const request = message as ClientMessage;
    this.received.push(request);
    if (request.type !== 'request' || request.name !== 'start') return;
    const { id } = request;
    queueMicrotask(() => this.hear({ type: 'result', id, ...startAnswer() } as WorkerMessage));
  }
}

let startAnswer: () => object;
let workers: FakeWorker[];
let emitter: Emitter<EngineEvents>;
let views: ViewSender;
let supervisor: Supervisor;
let heard: [string, unknown][];

const EVENTS = [
  'state',
  'restarted',
  'progress',
  'drawn',
  'learning',
  'model',
  'regions',
  'warning',
  'device',
] as const;

function start(options: Partial<SupervisorParts['options']> = {}): void {
  workers = [];
  heard = [];
  emitter = new Emitter();
  for (const event of EVENTS) emitter.on(event, (payload) => heard.push([event, payload]));
  views = new ViewSender();
  supervisor = new Supervisor({
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    startTimeoutMs: 20_000,
    watchdog: { silenceMs: 5_000, answerMs: 3_000, wakeMs: 1_000 },
    options: { inference: 'auto', compute: 'auto', longSide: 160, modelsUrl: '', ...options },
    emitter,
    views,
  });
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const states = () => heard.filter(([event]) => event === 'state').map(([, state]) => state);
const crash = (worker: FakeWorker | undefined) =>
  worker?.onerror?.({ message: 'boom' } as ErrorEvent);

beforeEach(() => {
  vi.useFakeTimers();
  startAnswer = () => ({ result: { inference: 'webgpu', fallbackReason: null } });
});
afterEach(() => {
  supervisor.dispose(new AnomalensError('cancelled', 'closed'));
  vi.useRealTimers();
});

describe('the first worker', () => {
  it('starts as the first generation and is ready with its info, without a restart', async () => {
    start();
    expect([supervisor.state, supervisor.generation]).toEqual(['starting', 1]);
    await settle();
    expect(supervisor.state).toBe('ready');
    expect(await supervisor.info).toEqual({ inference: 'webgpu', fallbackReason: null });
    expect(heard).toEqual([['state', 'ready']]);
  });

  it('tells why it does not use WebGPU by itself', async () => {
    startAnswer = () => ({ result: { fallbackReason: 'software adapter' } });
    start();
    await settle();
    expect((await supervisor.info).fallbackReason).toBe('software adapter');
  });

  it('is not ended by the time that its start may take, once it has started', async () => {
    start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });

  it('that crashes while it starts is followed by another, still starting', async () => {
    start();
    crash(workers[0]);
    await vi.advanceTimersByTimeAsync(200);
    expect(states()).toEqual(['ready']);
    expect(heard.map(([event]) => event)).not.toContain('restarted');
    expect(supervisor.generation).toBe(2);
  });

  it('fails for good with an error that cannot pass, and warns', async () => {
    startAnswer = () => ({
      type: 'error',
      error: { code: 'manifest-invalid', message: 'no models', retryable: false },
    });
    start();
    await settle();
    expect(states()).toEqual(['failed']);
    expect(heard).toContainEqual([
      'warning',
      expect.objectContaining({ code: 'manifest-invalid', message: 'no models' }),
    ]);
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'manifest-invalid' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
  });
});

describe('notices', () => {
  it.each(['progress', 'drawn', 'learning', 'model', 'regions', 'warning'] as const)(
    '%s is passed on as it is',
    async (name) => {
      start();
      await settle();
      const payload = { of: name };
      workers[0]?.hear({ type: 'notice', name, payload } as unknown as WorkerMessage);
      expect(heard.filter(([event]) => event !== 'state')).toEqual([[name, payload]]);
      expect(workers[0]?.terminate).not.toHaveBeenCalled();
    },
  );

  it('device is passed on, and the worker ended: it may compute zeros', async () => {
    start();
    await settle();
    const payload = { state: 'lost', reason: 'driver reset' } as const;
    workers[0]?.hear({ type: 'notice', name: 'device', payload });
    expect(heard).toContainEqual(['device', payload]);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(heard.find(([event]) => event === 'restarted')?.[1]).toMatchObject({
      generation: 2,
      reason: { code: 'device-lost', message: expect.stringMatching(/driver reset/) },
    });
  });

  it('drawn lets the next view leave', async () => {
    start();
    await settle();
    views.offer({ revision: 1 } as never);
    views.offer({ revision: 2 } as never);
    workers[0]?.hear({ type: 'notice', name: 'drawn', payload: {} } as unknown as WorkerMessage);
    await settle();
    expect(workers[0]?.received.filter(({ type }) => type === 'view')).toHaveLength(2);
  });
});

describe('a crash', () => {
  it('makes whoever asks wait for the next worker, and takes the views away', async () => {
    start();
    await settle();
    crash(workers[0]);
    expect(supervisor.state).toBe('recovering');
    views.offer({ revision: 1 } as never);
    let waits = true;
    void supervisor.ready.then(() => {
      waits = false;
    });
    await settle();
    expect(waits).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(waits).toBe(false);
    expect(workers[1]?.received.map(({ type }) => type)).toEqual(['request']);
  });

  it('is not answered before the pause of the restart is over', async () => {
    start();
    await settle();
    crash(workers[0]);
    await vi.advanceTimersByTimeAsync(99);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers).toHaveLength(2);
  });

  it.each<[string, object, number]>([
    ['of inference alone', { inference: 'webgpu', compute: 'cpu' }, 5],
    ['of computing alone', { inference: 'wasm', compute: 'webgpu' }, 5],
    ['of nothing', { inference: 'wasm', compute: 'cpu' }, 4],
  ])(
    'with WebGPU %s: the fourth is followed by one without, if there is one',
    async (_, options, count) => {
      start(options);
      await settle();
      for (let i = 0; i < 4; i++) {
        crash(workers[i]);
        await vi.advanceTimersByTimeAsync(2_000);
      }
      expect(workers).toHaveLength(count);
      expect(supervisor.state).toBe(count === 5 ? 'ready' : 'failed');
    },
  );

  it('of a start that takes too long says so', async () => {
    start();
    if (workers[0]) workers[0].postMessage = () => undefined;
    await vi.advanceTimersByTimeAsync(20_100);
    expect(workers[0]?.terminate).toHaveBeenCalled();
    expect(workers).toHaveLength(2);
    await settle();
    expect(supervisor.state).toBe('ready');
  });

  it('after WebGPU was given up keeps telling why', async () => {
    let starts = 0;
    startAnswer = () =>
      starts++ === 0
        ? { type: 'error', error: { code: 'webgpu-limit', message: 'too small', retryable: false } }
        : { result: { fallbackReason: null } };
    start();
    await vi.advanceTimersByTimeAsync(200);
    expect((await supervisor.info).fallbackReason).toBe(
      'WebGPU does not work here (too small), so everything runs on the processor.',
    );
  });
});

describe('the program of the engine', () => {
  const isDownload = expect.objectContaining({ code: 'runtime-download' });

  it('that does not arrive ends it at once, with its words: WebGPU is not to blame', async () => {
    start();
    workers[0]?.onerror?.({} as ErrorEvent);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
    expect(states()).toEqual(['failed']);
    expect(heard).toContainEqual(['warning', isDownload]);
    await expect(supervisor.info).rejects.toMatchObject({ code: 'runtime-download' });
  });

  it('that never says a word is one that does not arrive', async () => {
    start();
    if (workers[0]) workers[0].hear = () => undefined;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(heard).toContainEqual(['warning', isDownload]);
  });
});

describe('a new worker that was asked for', () => {
  it('takes over from one that failed for good', async () => {
    start();
    workers[0]?.onerror?.({} as ErrorEvent);
    const failed = supervisor.ready;
    await expect(failed).rejects.toMatchObject({ code: 'runtime-download' });
    supervisor.restart();
    expect(states()).toEqual(['failed', 'starting']);
    await settle();
    expect(states()).toEqual(['failed', 'starting', 'ready']);
    expect(heard).toContainEqual([
      'restarted',
      expect.objectContaining({ generation: 2, reason: null }),
    ]);
    await expect(supervisor.ready).resolves.toBeDefined();
  });

  it('takes over from one that runs, and whoever asks waits for it', async () => {
    start();
    await settle();
    supervisor.restart();
    expect(workers[0]?.terminate).toHaveBeenCalledTimes(1);
    expect(states()).toEqual(['ready', 'recovering']);
    const transport = await supervisor.ready;
    expect(transport.hasSpoken).toBe(true);
    expect(workers).toHaveLength(2);
    expect(heard.filter(([event]) => event === 'restarted')).toHaveLength(1);
  });

  it('does not wait for the restart that was due, and begins to count anew', async () => {
    start({ inference: 'wasm', compute: 'cpu' });
    await settle();
    for (let i = 0; i < 3; i++) {
      crash(workers[i]);
      await vi.advanceTimersByTimeAsync(2_000);
    }
    supervisor.restart();
    await settle();
    crash(workers[4]);
    await vi.advanceTimersByTimeAsync(100);
    expect(supervisor.state).toBe('ready');
    crash(workers[5]);
    supervisor.restart();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(7);
  });
});

describe('a worker that ended while it was idle', () => {
  it('is noticed within seconds of the next request', async () => {
    start();
    await settle();
    await vi.advanceTimersByTimeAsync(60_000);
    const [ended] = workers;
    if (ended) ended.postMessage = () => undefined;
    const outcome = (await supervisor.ready)
      .request('releasePicture', { pictureId: 'a' })
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await outcome).toMatchObject({ code: 'engine-crashed' });
    expect(supervisor.state).toBe('ready');
    expect(workers).toHaveLength(2);
  });
});

describe('closing', () => {
  it('ends the worker, rejects later requests and starts nothing more', async () => {
    start();
    await settle();
    crash(workers[0]);
    supervisor.dispose(new AnomalensError('cancelled', 'closed'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(workers).toHaveLength(1);
    expect(supervisor.state).toBe('failed');
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'cancelled' });
    await expect(supervisor.info).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends a worker that runs', async () => {
    start();
    await settle();
    supervisor.dispose(new AnomalensError('cancelled', 'closed'));
    expect(workers[0]?.terminate).toHaveBeenCalled();
    await expect(supervisor.ready).rejects.toMatchObject({ code: 'cancelled' });
  });
});
