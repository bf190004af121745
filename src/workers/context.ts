import type { Compute } from '#src/gpu/compute';
import type { ModelEntry } from '#src/models/manifest';
import type { Segmenter } from '#src/models/segmenter';
import type { PictureStore } from '#src/workers/picture-store';
import type { EngineInfo, EngineOptions, ModelInfo, WorkerNotices } from '#src/workers/protocol';

export type Notify = <N extends keyof WorkerNotices>(name: N, payload: WorkerNotices[N]) => void;

/** A network that has been downloaded, verified, compiled and checked. */
export interface PreparedModel {
  entry: ModelEntry;
  segmenter: Segmenter;
  info: ModelInfo;
}

export interface ModelProvider {
  /** A network of the manifest, prepared when it is not yet. @throws AnomalensError as `ModelService.prepare`. */
  get(modelId: string, signal?: AbortSignal): Promise<PreparedModel>;
  /** A prepared network, or null. */
  ready(modelId: string): PreparedModel | null;
  /** The same ids, those first whose next run needs no new session. */
  quickestFirst(modelIds: readonly string[]): string[];
}

/** What every part of the pipeline works with. Made once, when the engine starts. */
export interface EngineContext {
  options: EngineOptions;
  info: EngineInfo;
  compute: Compute;
  /** Null when both paths run on the CPU. */
  device: GPUDevice | null;
  models: ModelProvider;
  pictures: PictureStore;
  notify: Notify;
}
