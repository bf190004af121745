/** A supervisor whose workers answer as a spec says. */
import { afterEach, beforeEach, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { Emitter } from '#src/engine-client/emitter';
import type { EngineEvents } from '#src/engine-client/engine';
import { Supervisor, type SupervisorParts } from '#src/engine-client/supervisor';
import type { WorkerLike } from '#src/engine-client/transport';
import { ViewSender } from '#src/engine-client/view-sender';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';

/** Answers `start` as `answerStart` says; `hear` delivers a message of the worker. */
class SupervisedWorker implements WorkerLike {
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
export let workers: SupervisedWorker[];
let emitter: Emitter<EngineEvents>;
export let views: ViewSender;
export let supervisor: Supervisor;
/** Every event of the supervisor with what it carries, in their order. */
export let heard: [string, unknown][];

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

/** What workers answer to `start` from now on. */
export function answerStart(answer: () => object): void {
  startAnswer = answer;
}

/** Makes the supervisor and its first worker. */
export function start(options: Partial<SupervisorParts['options']> = {}): void {
  workers = [];
  heard = [];
  emitter = new Emitter();
  for (const event of EVENTS) emitter.on(event, (payload) => heard.push([event, payload]));
  views = new ViewSender();
  supervisor = new Supervisor({
    createWorker: () => {
      const worker = new SupervisedWorker();
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

export const settle = () => vi.advanceTimersByTimeAsync(0);
export const states = () => heard.filter(([event]) => event === 'state').map(([, state]) => state);
export const crash = (worker: SupervisedWorker | undefined) =>
  worker?.onerror?.({ message: 'boom' } as ErrorEvent);

/** Every case of a file has its own clock, a worker that starts well, and an end. */
export function superviseEachCase(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    answerStart(() => ({ result: { inference: 'webgpu', fallbackReason: null } }));
  });
  afterEach(() => {
    supervisor.dispose(new AnomalensError('cancelled', 'closed'));
    vi.useRealTimers();
  });
}
