/**
 * Networks are loaded when a method of a visible pane needs them, once each; what the worker tells
 * of them goes into the store.
 */
import type { EngineEvents } from '#src/engine-client/engine';
import { aborted } from '#src/session/aborted';
import { ask } from '#src/session/held-pictures';
import { modelStatus, neededModels, summaryOf } from '#src/store/models';
import type { ModelStatus } from '#src/store/state';
import { getState, patchSession } from '#src/store/store';

/** By model id: loads under way. Who asks meanwhile waits for the same one. */
const loads = new Map<string, { done: Promise<void>; controller: AbortController }>();

function setStatus(modelId: string, status: ModelStatus | null): void {
  const { [modelId]: _before, ...others } = getState().session.models;
  patchSession({ models: status ? { ...others, [modelId]: status } : others });
}

/**
 * What there is to load. Without it the sizes are unknown until a download tells them; everything
 * else works.
 */
export async function loadCatalogue(): Promise<void> {
  try {
    patchSession({ catalogue: await ask('listModels', {}) });
  } catch {
    // Loading a network meets the same failure, and says so where it is needed.
  }
}

/**
 * Waits until a network is loaded. An aborted `signal` ends the waiting, not the download.
 * @throws AnomalensError as `ModelService.prepare`, `cancelled`.
 */
export async function ensureModel(modelId: string, signal?: AbortSignal): Promise<void> {
  if (modelStatus(getState(), modelId)?.state === 'ready') return;
  const load = loads.get(modelId) ?? startLoad(modelId);
  await Promise.race([load.done, aborted(signal)]);
}

function startLoad(modelId: string) {
  const controller = new AbortController();
  setStatus(modelId, {
    state: 'loading',
    loaded: 0,
    total: summaryOf(getState(), modelId)?.bytes ?? 0,
  });
  const load = { done: prepare(modelId, controller.signal), controller };
  loads.set(modelId, load);
  return load;
}

/** The worker's notice says how it ended, unless it was cancelled. */
async function prepare(modelId: string, signal: AbortSignal): Promise<void> {
  try {
    const info = await ask('prepareModel', { modelId }, { signal });
    // Of a network that was there already the worker tells nothing.
    if (modelStatus(getState(), modelId)?.state === 'loading')
      setStatus(modelId, { state: 'ready', info });
    if (getState().session.catalogue.length === 0) void loadCatalogue();
  } catch (error) {
    if (modelStatus(getState(), modelId)?.state === 'loading') setStatus(modelId, null);
    throw error;
  } finally {
    loads.delete(modelId);
  }
}

/** Begins to load what the visible panes need; how it ends shows with the analysis. */
export function loadNeededModels(): void {
  for (const modelId of neededModels(getState())) ensureModel(modelId).catch(() => undefined);
}

/** Ends all downloads. */
export function cancelModelLoads(): void {
  for (const { controller } of loads.values()) controller.abort();
}

/** A new worker holds no network. Loads under way ask it again by themselves. */
export function forgetModels(): void {
  const { models } = getState().session;
  const underWay = Object.entries(models).filter(([modelId]) => loads.has(modelId));
  patchSession({ models: Object.fromEntries(underWay) });
}

export function followModels({ modelId, phase, loaded, total }: EngineEvents['progress']): void {
  const isRun = phase === 'infer' || phase === 'second-look';
  if (modelId === null || isRun || modelStatus(getState(), modelId)?.state === 'ready') return;
  const bytes = summaryOf(getState(), modelId)?.bytes ?? total;
  setStatus(modelId, {
    state: 'loading',
    loaded: phase === 'download' ? loaded : bytes,
    total: bytes,
  });
}

export function settleModel({ modelId, info, error }: EngineEvents['model']): void {
  setStatus(modelId, info ? { state: 'ready', info } : error ? { state: 'failed', error } : null);
}
