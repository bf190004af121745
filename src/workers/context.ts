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
  /** The default network, prepared when it is not yet. */
  current(signal?: AbortSignal): Promise<PreparedModel>;
  /** The prepared network, or null while there is none. */
  readonly ready: PreparedModel | null;
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
