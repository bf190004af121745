import type { AnomalensError } from '#src/core/errors';
import type { RequestOptions } from '#src/engine-client/transport';
import type { EngineInfo } from '#src/protocol/engine';
import type { WorkerNotices } from '#src/protocol/messages';
import type { RequestName, Requests } from '#src/protocol/requests';
import type { ViewState } from '#src/protocol/view';

/**
 * `starting`: no engine yet. `ready`: requests run. `recovering`: the engine died and a new one is
 * being made; the last picture stays on the canvases. `failed`: it will not come back without
 * `restart`; every request rejects.
 */
export type EngineState = 'starting' | 'ready' | 'recovering' | 'failed';

/** The worker's notices, and what the client itself reports. */
export interface EngineEvents extends WorkerNotices {
  state: EngineState;
  /**
   * A new worker is ready after the old one died, or was ended by `restart`, which gives no reason.
   * It knows nothing: make new canvas elements (a
   * canvas can be transferred only once), attach the panes again, send the picture and the view
   * again.
   */
  restarted: { generation: number; info: EngineInfo; reason: AnomalensError | null };
}

/** The page's side of the engine. Nothing of it throws synchronously. */
export interface Engine {
  readonly state: EngineState;
  /** 1 for the first worker; grows with every restart. */
  readonly generation: number;
  /**
   * What the current worker runs on; rejects when it cannot start. Read it again after `restarted`.
   */
  readonly info: Promise<EngineInfo>;
  /**
   * Asks the worker. Waits while the engine is starting or recovering. Requests that were open when
   * a worker died reject with a retryable `engine-crashed` or `device-lost`.
   * @throws AnomalensError, always.
   */
  request<N extends RequestName>(
    name: N,
    params: Requests[N]['params'],
    options?: RequestOptions,
  ): Promise<Requests[N]['result']>;
  /**
   * Draws; the newest view wins, and the last one is always drawn. Dropped while no worker is
   * ready.
   */
  setView(view: ViewState): void;
  /** @returns a function that removes the handler. */
  on<E extends keyof EngineEvents>(
    event: E,
    handler: (payload: EngineEvents[E]) => void,
  ): () => void;
  /**
   * Ends the worker and starts another. Open requests reject with a retryable `engine-crashed`, later
   * ones wait for the new worker; `restarted` tells when it is there.
   */
  restart(): void;
  /** Ends the worker; every open and later request rejects with `cancelled`. */
  dispose(): void;
}
