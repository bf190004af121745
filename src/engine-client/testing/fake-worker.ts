import { vi } from 'vitest';
import { createEngine } from '#src/engine-client/client';
import type { Engine } from '#src/engine-client/engine';
import type { WorkerLike } from '#src/engine-client/transport';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';

type Request = Extract<ClientMessage, { type: 'request' }>;

/**
 * A worker under the test's control. It answers `start` and `ping` by itself unless told otherwise.
 */
export class FakeWorker implements WorkerLike {
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
/** The engine under test and its workers, in the order in which it makes them; set by `start`. */
export let engine: Engine;
export let workers: FakeWorker[];

export function start(make: (index: number) => FakeWorker = () => new FakeWorker()): void {
  workers = [];
  engine = createEngine({
    ...OPTIONS,
    startTimeoutMs: 20_000,
    watchdog: { silenceMs: 5_000, answerMs: 3_000, wakeMs: 1_000 },
    createWorker: () => {
      const worker = make(workers.length);
      workers.push(worker);
      return worker;
    },
  });
}

/** A request that nothing else depends on. */
export const release = (pictureId: string) => engine.request('releasePicture', { pictureId });

/** Lets answers arrive, under fake timers. */
export const settle = () => vi.advanceTimersByTimeAsync(0);
