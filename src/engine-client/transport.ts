/**
 * One worker, spoken to by typed requests. Answers are matched by id, so their order does not
 * matter; when the worker dies, everything that is still open is rejected.
 */
import { AnomalensError } from '#src/core/errors';
import { leaveTrace, restoreError } from '#src/protocol/errors';
import { type ClientMessage, PROTOCOL_VERSION, type WorkerMessage } from '#src/protocol/messages';
import type { RequestName, Requests } from '#src/protocol/requests';
import type { ViewState } from '#src/protocol/view';

/** The part of `Worker` that is used, so that tests can pass their own. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export interface RequestOptions {
  /** Aborting asks the worker to stop; the promise rejects with `cancelled` at once. */
  signal?: AbortSignal;
  transfer?: Transferable[];
}

export type WorkerNotice = Exclude<
  Extract<WorkerMessage, { type: 'notice' }>,
  { name: 'longStep' }
>;

export interface TransportEvents {
  ready(): void;
  notice(notice: WorkerNotice): void;
  /** Something is about to be sent to a worker that has been idle. */
  wake?(): void;
  /** The worker cannot be used any more; every open request has been rejected. Called once. */
  crashed(error: AnomalensError): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  forget(): void;
}

/** A worker that had nothing to do for this long may have ended, which nobody is told of. */
const IDLE_MS = 500;

export class Transport {
  /** When the worker was last heard of, in milliseconds of `performance.now()`. */
  lastHeard = performance.now();
  /** Since when the worker has been silent although something was to be heard; it may lie ahead. */
  quietSince = performance.now();
  #hasSpoken = false;
  #lastSent = 0;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed: AnomalensError | null = null;

  constructor(
    private readonly worker: WorkerLike,
    private readonly events: TransportEvents,
  ) {
    worker.onmessage = (event) => this.#receive(event.data as WorkerMessage);
    worker.onerror = (event) =>
      this.crash(
        // A script that does not arrive has thrown nothing that could have a message.
        event.message || this.#hasSpoken
          ? new AnomalensError(
              'engine-crashed',
              `The engine stopped: ${event.message || 'unknown reason'}`,
              true,
            )
          : notDownloaded(),
      );
    worker.onmessageerror = () =>
      this.crash(
        new AnomalensError(
          'engine-crashed',
          'The engine sent a message that cannot be read.',
          true,
        ),
      );
  }

  get openRequests(): number {
    return this.#pending.size;
  }

  /** Whether the worker's script has run at all. */
  get hasSpoken(): boolean {
    return this.#hasSpoken;
  }

  /**
   * @throws AnomalensError as sent by the worker, `cancelled` on abort, `engine-crashed` when the
   * worker dies.
   */
  request<N extends RequestName>(
    name: N,
    params: Requests[N]['params'],
    options: RequestOptions = {},
  ): Promise<Requests[N]['result']> {
    if (this.#closed) return Promise.reject(this.#closed);
    const { signal, transfer = [] } = options;
    if (signal?.aborted) return Promise.reject(cancelled());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.quietSince = Math.min(this.quietSince, performance.now()); // nobody waits for a long step any more
        this.#send({ type: 'cancel', id });
        this.#settle(id, (pending) => pending.reject(cancelled()));
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#pending.set(id, {
        resolve: (result) => resolve(result as Requests[N]['result']),
        reject,
        forget: () => signal?.removeEventListener('abort', abort),
      });
      try {
        if (this.#pending.size === 1) this.#wake();
        this.#send(
          { type: 'request', version: PROTOCOL_VERSION, id, name, params } as ClientMessage,
          transfer,
        );
      } catch (cause) {
        // A value that cannot be cloned, or a canvas that was transferred before.
        const error = new AnomalensError(
          'internal',
          `The request "${name}" could not be sent.`,
          false,
          { cause },
        );
        leaveTrace(error); // who asked without waiting catches it unread
        this.#settle(id, (pending) => pending.reject(error));
      }
    });
  }

  sendView(view: ViewState): void {
    if (this.#closed) return;
    if (this.#pending.size === 0) this.#wake();
    this.#send({ type: 'view', view });
  }

  /** The silence that counts begins with what is sent now. */
  #wake(): void {
    const now = performance.now();
    const isIdle = this.lastHeard >= this.#lastSent && now - this.quietSince > IDLE_MS;
    this.quietSince = now;
    if (isIdle && this.#hasSpoken) this.events.wake?.();
  }

  /**
   * Terminates the worker and rejects everything open; reports it, unless it was already closed.
   */
  crash(error: AnomalensError): void {
    if (this.close(error)) this.events.crashed(error);
  }

  /** Closes it without a report. @returns false when it was closed before. */
  close(error: AnomalensError): boolean {
    if (this.#closed) return false;
    this.#closed = error;
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.onmessageerror = null;
    this.worker.terminate();
    for (const id of [...this.#pending.keys()])
      this.#settle(id, (pending) => pending.reject(error));
    return true;
  }

  #receive(message: WorkerMessage): void {
    this.lastHeard = performance.now();
    this.quietSince = this.lastHeard;
    this.#hasSpoken = true;
    switch (message.type) {
      case 'ready':
        if (message.version === PROTOCOL_VERSION) this.events.ready();
        else
          this.crash(
            new AnomalensError(
              'engine-start',
              'The page and its engine are of different versions. Reload the page.',
            ),
          );
        break;
      case 'result':
        this.#settle(message.id, (pending) => pending.resolve(message.result));
        break;
      case 'error':
        this.#settle(message.id, (pending) => pending.reject(restoreError(message.error)));
        break;
      case 'notice':
        if (message.name === 'longStep') this.quietSince += message.payload.milliseconds;
        else this.events.notice(message);
        break;
    }
  }

  /** Answers to requests that were cancelled meanwhile find nothing and are dropped. */
  #settle(id: number, finish: (pending: Pending) => void): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.forget();
    finish(pending);
  }

  #send(message: ClientMessage, transfer: Transferable[] = []): void {
    if (message.type !== 'cancel') this.#lastSent = performance.now();
    this.worker.postMessage(message, transfer);
  }
}

/** The worker's script is missing, is something else, or does not arrive. */
export function notDownloaded(): AnomalensError {
  const why =
    typeof navigator !== 'undefined' && navigator.onLine === false
      ? 'there is no network connection'
      : 'the server does not have it or does not answer';
  return new AnomalensError(
    'runtime-download',
    `The program of the engine could not be downloaded: ${why}.`,
    true,
  );
}

function cancelled(): AnomalensError {
  return new AnomalensError('cancelled', 'Cancelled.', true);
}
