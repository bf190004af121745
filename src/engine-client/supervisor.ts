/**
 * Keeps one engine worker alive: starts it, watches it, replaces it when it dies, and gives WebGPU
 * up when it keeps failing.
 */
import { AnomalensError } from '#src/core/errors';
import type { Emitter } from '#src/engine-client/emitter';
import type { EngineEvents, EngineState } from '#src/engine-client/engine';
import { RestartPolicy } from '#src/engine-client/restart-policy';
import {
  notDownloaded,
  Transport,
  type WorkerLike,
  type WorkerNotice,
} from '#src/engine-client/transport';
import type { ViewSender } from '#src/engine-client/view-sender';
import { type WatchdogTimes, watch } from '#src/engine-client/watchdog';
import type { EngineInfo, EngineOptions } from '#src/protocol/engine';
import { serialiseError } from '#src/protocol/errors';

export interface SupervisorParts {
  createWorker: () => WorkerLike;
  startTimeoutMs: number;
  watchdog: WatchdogTimes;
  options: EngineOptions;
  emitter: Emitter<EngineEvents>;
  views: ViewSender;
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A promise to be settled from outside. Nobody has to listen to its rejection. */
function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

const WEBGPU_CODES = new Set(['webgpu-unavailable', 'webgpu-limit']);

export class Supervisor {
  generation = 0;
  state: EngineState = 'starting';
  #ready = deferred<Transport>();
  #info = deferred<EngineInfo>();
  #options: EngineOptions;
  #wasReady = false;
  /** Whether the worker that is being started is one that the user asked for. */
  #wasAsked = false;
  #gaveUp: string | null = null;
  #transport: Transport | null = null;
  #stopWatching: () => void = () => undefined;
  #restartTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #policy: RestartPolicy;

  constructor(private readonly parts: SupervisorParts) {
    this.#options = parts.options;
    this.#policy = new RestartPolicy(
      parts.options.inference !== 'wasm' || parts.options.compute !== 'cpu',
    );
    this.#launch(null);
  }

  /** The current worker once it is ready; rejects when there will be none. */
  get ready(): Promise<Transport> {
    return this.#ready.promise;
  }

  get info(): Promise<EngineInfo> {
    return this.#info.promise;
  }

  /**
   * On the user's wish, who knows that something has changed: a new worker, also after the last one
   * has failed for good.
   */
  restart(): void {
    this.#end(new AnomalensError('engine-crashed', 'The engine is being started again.', true));
    if (this.state === 'ready' || this.state === 'failed') this.#renew();
    this.#policy.forget();
    this.#options = { ...this.#options, threads: this.parts.options.threads };
    this.#wasAsked = true;
    this.#setState(this.#wasReady ? 'recovering' : 'starting');
    this.#launch(null);
  }

  #end(reason: AnomalensError): void {
    clearTimeout(this.#restartTimer);
    this.#stopWatching();
    this.parts.views.connect(null);
    this.#transport?.close(reason);
  }

  dispose(reason: AnomalensError): void {
    this.#end(reason);
    this.#rejectWaiting(reason);
    this.#renew(); // a settled promise cannot be rejected, and later requests must be
    this.#rejectWaiting(reason);
    this.#setState('failed');
  }

  /** Starts a worker of the next generation; `reason` is what the previous one died of. */
  #launch(reason: AnomalensError | null): void {
    this.generation += 1;
    const generation = this.generation;
    const transport: Transport = new Transport(this.parts.createWorker(), {
      ready: () => void this.#start(transport, generation, reason),
      notice: (notice) => this.#onNotice(transport, notice),
      wake: () => watching.wake(),
      crashed: (error) => this.#onCrash(error),
    });
    this.#transport = transport;
    const timeout = setTimeout(
      () =>
        transport.crash(
          transport.hasSpoken
            ? new AnomalensError('engine-start', 'The engine did not start in time.', true)
            : notDownloaded(),
        ),
      this.parts.startTimeoutMs,
    );
    const watching = watch(
      transport,
      () => transport.openRequests > 0 || this.parts.views.waiting,
      this.parts.watchdog,
    );
    this.#stopWatching = () => {
      clearTimeout(timeout);
      watching.stop();
    };
    this.#info.promise.then(
      () => clearTimeout(timeout),
      () => clearTimeout(timeout),
    );
  }

  async #start(
    transport: Transport,
    generation: number,
    reason: AnomalensError | null,
  ): Promise<void> {
    try {
      const answer = await transport.request('start', this.#options);
      if (transport !== this.#transport) return;
      const info = { ...answer, fallbackReason: this.#gaveUp ?? answer.fallbackReason };
      this.#info.resolve(info);
      this.#ready.resolve(transport);
      this.parts.views.connect((view) => transport.sendView(view));
      const restarted = (reason !== null && this.#wasReady) || this.#wasAsked;
      this.#wasReady = true;
      this.#wasAsked = false;
      this.#setState('ready');
      if (restarted) this.parts.emitter.emit('restarted', { generation, info, reason });
    } catch (error) {
      if (error instanceof AnomalensError)
        transport.crash(error); // does nothing when the worker died by itself
      else transport.crash(new AnomalensError('engine-start', serialiseError(error).message));
    }
  }

  #onNotice(transport: Transport, notice: WorkerNotice): void {
    const { emitter, views } = this.parts;
    switch (notice.name) {
      case 'progress':
        emitter.emit('progress', notice.payload);
        break;
      case 'drawn':
        views.drawn();
        emitter.emit('drawn', notice.payload);
        break;
      case 'learning':
        emitter.emit('learning', notice.payload);
        break;
      case 'model':
        emitter.emit('model', notice.payload);
        break;
      case 'regions':
        emitter.emit('regions', notice.payload);
        break;
      case 'warning':
        emitter.emit('warning', notice.payload);
        break;
      case 'device':
        emitter.emit('device', notice.payload);
        // Results after a loss can be zeros without any error, so nothing of this worker is used
        // any more.
        transport.crash(
          new AnomalensError(
            'device-lost',
            `The graphics device was lost: ${notice.payload.reason}`,
            true,
          ),
        );
        break;
      default:
        notice satisfies never; // a new notice that is not passed on does not compile
    }
  }

  #onCrash(error: AnomalensError): void {
    this.#stopWatching();
    this.parts.views.connect(null);
    const webgpuImpossible = WEBGPU_CODES.has(error.code);
    const decision =
      (error.retryable && error.code !== 'runtime-download') || webgpuImpossible
        ? this.#policy.afterCrash(performance.now(), webgpuImpossible)
        : { action: 'fail' as const };
    if (decision.action === 'fail') {
      this.#fail(error);
      return;
    }
    if (decision.action === 'give-up-webgpu') {
      // No threads ran on the device: what ended there says nothing of them.
      const { threads } = this.parts.options;
      this.#options = { ...this.#options, threads, inference: 'wasm', compute: 'cpu' };
      this.#gaveUp = `WebGPU does not work here (${error.message}), so everything runs on the processor.`;
    } else this.#giveUpThreads(error);
    if (this.state === 'ready') this.#renew();
    this.#setState(this.#wasReady ? 'recovering' : 'starting');
    this.#restartTimer = setTimeout(() => this.#launch(error), decision.delayMs);
  }

  /**
   * Threads can hang where one would not, and a worker that ended does not tell why: its successor
   * does without. A number that somebody asked for is kept.
   */
  #giveUpThreads({ code }: AnomalensError): void {
    const { threads = 'auto' } = this.#options;
    if (code === 'engine-crashed' && threads === 'auto')
      this.#options = { ...this.#options, threads: 1 };
  }

  #fail(error: AnomalensError): void {
    if (this.state === 'ready') this.#renew();
    this.#rejectWaiting(error);
    this.#setState('failed');
    this.parts.emitter.emit('warning', serialiseError(error));
  }

  #rejectWaiting(error: AnomalensError): void {
    this.#ready.reject(error);
    this.#info.reject(error);
  }

  /** New promises for the next worker; those of the last one have been settled. */
  #renew(): void {
    this.#ready = deferred();
    this.#info = deferred();
  }

  #setState(state: EngineState): void {
    if (this.state === state) return;
    this.state = state;
    this.parts.emitter.emit('state', state);
  }
}
