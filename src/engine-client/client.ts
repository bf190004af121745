import { AnomalensError } from '#src/core/errors';
import { Emitter } from '#src/engine-client/emitter';
import type { Engine, EngineEvents } from '#src/engine-client/engine';
import { Supervisor } from '#src/engine-client/supervisor';
import type { WorkerLike } from '#src/engine-client/transport';
import { ViewSender } from '#src/engine-client/view-sender';
import type { WatchdogTimes } from '#src/engine-client/watchdog';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import type { EngineOptions } from '#src/protocol/engine';
import type {
  FitNetworkRequest,
  FittedNetwork,
  OpenedMasks,
  OpenedNetwork,
  TakeFitRequest,
} from '#src/protocol/own-network';
import type { RequestName } from '#src/protocol/requests';

/** The worker's options; the rest has defaults and is there for tests. */
export interface EngineConfig extends EngineOptions {
  createWorker?: () => WorkerLike;
  startTimeoutMs?: number;
  watchdog?: WatchdogTimes;
}

const START_TIMEOUT_MS = 20_000;
const WATCHDOG: WatchdogTimes = { silenceMs: 15_000, answerMs: 15_000, wakeMs: 5_000 };

/** A worker that takes this one's place is told of the networks that persons have opened. */
function remember(options: EngineOptions, name: RequestName, params: object, result: unknown) {
  const keepOthers = (modelId: string) =>
    (options.networks ?? []).filter((network) => network.modelId !== modelId);
  if (name === 'openNetwork') {
    const { known } = result as OpenedNetwork;
    options.networks = [...keepOthers(known.modelId), known];
  }
  const fitted = (modelId: string, fit: NetworkFit | null) =>
    (options.networks ?? []).map((known) =>
      known.modelId === modelId ? { ...known, fit } : known,
    );
  if (name === 'fitNetwork')
    options.networks = fitted((params as FitNetworkRequest).modelId, (result as FittedNetwork).fit);
  if (name === 'takeFit') {
    const { modelId, fit } = params as TakeFitRequest;
    options.networks = fitted(modelId, fit);
  }
  if (name === 'closeNetwork')
    options.networks = keepOthers((params as { modelId: string }).modelId);
  if (name === 'openMasks') options.masks = (result as OpenedMasks).known;
  if (name === 'closeMasks') options.masks = null;
}

function createEngineWorker(): WorkerLike {
  return new Worker(new URL('../workers/engine/engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
}

/** Starts an engine worker and keeps one alive. See `Engine` for what the page can rely on. */
export function createEngine(config: EngineConfig): Engine {
  const {
    createWorker = createEngineWorker,
    startTimeoutMs = START_TIMEOUT_MS,
    watchdog = WATCHDOG,
    ...options
  } = config;
  const emitter = new Emitter<EngineEvents>();
  const views = new ViewSender();
  const supervisor = new Supervisor({
    createWorker,
    startTimeoutMs,
    watchdog,
    options,
    emitter,
    views,
  });
  return {
    get state() {
      return supervisor.state;
    },
    get generation() {
      return supervisor.generation;
    },
    get info() {
      return supervisor.info;
    },
    request: async (name, params, requestOptions) => {
      const result = await (await supervisor.ready).request(name, params, requestOptions);
      remember(options, name, params, result);
      return result;
    },
    setView: (view) => views.offer(view),
    restart: () => supervisor.restart(),
    on: (event, handler) => emitter.on(event, handler),
    dispose: () => supervisor.dispose(new AnomalensError('cancelled', 'The engine was closed.')),
  };
}
