/**
 * An engine without a worker, for tests of the page: the same interface, the answers of
 * `fake-answers.ts`.
 */
import { AnomalensError } from '#src/core/errors';
import { Emitter } from '#src/engine-client/emitter';
import type { Engine, EngineEvents, EngineState } from '#src/engine-client/engine';
import { ANSWERS, type FakeHandlers, INFO } from '#src/engine-client/testing/fake-answers';
import { regionsOf } from '#src/engine-client/testing/fake-regions';
import type { RequestName } from '#src/protocol/requests';
import type { ViewState } from '#src/protocol/view';

export interface FakeEngine extends Engine {
  /** Every request, in order. */
  readonly calls: { name: RequestName; params: unknown }[];
  readonly views: ViewState[];
  /** How often a new worker was asked for. */
  readonly restarts: number;
  /** Plays an event as if the worker had sent it; `state` also changes the engine's state. */
  emit<E extends keyof EngineEvents>(event: E, payload: EngineEvents[E]): void;
}

/** @param overrides replace answers; one that throws rejects the request. */
export function createFakeEngine(overrides: Partial<FakeHandlers> = {}): FakeEngine {
  const emitter = new Emitter<EngineEvents>();
  const handlers = { ...ANSWERS, ...overrides };
  const calls: FakeEngine['calls'] = [];
  const views: ViewState[] = [];
  let state: EngineState = 'ready';
  let generation = 1;
  let restarts = 0;
  return {
    calls,
    views,
    get state() {
      return state;
    },
    get generation() {
      return generation;
    },
    get restarts() {
      return restarts;
    },
    info: Promise.resolve(INFO),
    request: async (name, params, options) => {
      calls.push({ name, params });
      await Promise.resolve();
      if (options?.signal?.aborted) throw new AnomalensError('cancelled', 'Cancelled.', true);
      const handler = handlers[name] as FakeHandlers[typeof name];
      return handler(params);
    },
    setView: (view) => {
      views.push(view);
      queueMicrotask(() => {
        const { pictureId, panes, minArea } = view;
        if (pictureId !== null)
          for (const pane of panes) emitter.emit('regions', regionsOf(pictureId, pane, minArea));
        emitter.emit('drawn', { revision: view.revision, pictureId, times: { draw: 1 } });
      });
    },
    restart: () => {
      restarts += 1;
    },
    on: (event, handler) => emitter.on(event, handler),
    emit: (event, payload) => {
      if (event === 'state') state = payload as EngineState;
      if (event === 'restarted') generation = (payload as EngineEvents['restarted']).generation;
      emitter.emit(event, payload);
    },
    dispose: () => {
      state = 'failed';
    },
  };
}
