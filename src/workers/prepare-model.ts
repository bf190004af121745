import { TaskQueue } from '#src/core/task-queue';
import type { InferencePath } from '#src/core/types';
import { type ModelEntry, modelById } from '#src/models/manifest';
import { Segmenter } from '#src/models/segmenter';
import { parseFixture, selfCheck } from '#src/models/self-check';
import { type LoadedFile, type ModelStore, parseJson, type StoreProgress } from '#src/models/store';
import type { ModelProvider, Notify, PreparedModel } from '#src/workers/context';

/** Downloads, verifies, compiles and checks networks; keeps the last one. */
export class ModelService implements ModelProvider {
  ready: PreparedModel | null = null;
  readonly #queue = new TaskQueue();

  constructor(
    private readonly store: ModelStore,
    private readonly path: InferencePath,
    private readonly device: GPUDevice | null,
    private readonly notify: Notify,
  ) {}

  /** The prepared network; when there is none yet, the manifest's first. */
  async current(signal?: AbortSignal): Promise<PreparedModel> {
    return this.ready ?? this.prepare(null, signal);
  }

  /**
   * One preparation at a time: who asks for the same network meanwhile gets the same result.
   * @param modelId null for the manifest's first.
   * @throws AnomalensError `model-*`, `manifest-invalid`, `option-invalid`, `out-of-memory`, `webgpu-limit`, `cancelled`.
   */
  prepare(modelId: string | null, signal?: AbortSignal): Promise<PreparedModel> {
    return this.#queue.run(async () => {
      if (this.ready && (modelId === null || this.ready.entry.id === modelId)) return this.ready;
      const manifest = await this.store.manifest(signal);
      const entry = modelId === null ? manifest.models[0] : modelById(manifest, modelId);
      const prepared = await this.#make(entry, signal);
      await this.ready?.segmenter.release();
      this.ready = prepared;
      return prepared;
    }, signal);
  }

  clearCache(): Promise<void> {
    return this.store.clear();
  }

  async #make(entry: ModelEntry, signal?: AbortSignal): Promise<PreparedModel> {
    const onProgress = (progress: StoreProgress) => this.notify('progress', { what: entry.title, ...progress });
    const file = await this.store.load(entry, { signal, onProgress });
    const fixtureFile = await this.store.load(entry.selfCheck, { signal });
    const fixture = parseFixture(parseJson(fixtureFile.bytes), entry);
    const segmenter = new Segmenter(entry, file.bytes, this.path, this.device);
    try {
      this.#announce(entry, 'compile');
      const start = performance.now();
      await segmenter.prepare(fixture.input.shape[3], fixture.input.shape[2]);
      const compileMs = performance.now() - start;
      this.#announce(entry, 'self-check');
      const check = await selfCheck(segmenter, fixture);
      return { entry, segmenter, info: describe(entry, file.source, compileMs, check) };
    } catch (error) {
      await segmenter.release();
      throw error;
    }
  }

  #announce(entry: ModelEntry, phase: 'compile' | 'self-check'): void {
    this.notify('progress', { what: entry.title, phase, loaded: 0, total: 1, cached: false });
  }
}

function describe(
  entry: ModelEntry,
  source: LoadedFile['source'],
  compileMs: number,
  check: PreparedModel['info']['selfCheck'],
): PreparedModel['info'] {
  const { id, title, bytes, sha256, licence, classes } = entry;
  return { id, title, bytes, sha256, source, licence: licence.name, selfCheck: check, classes, compileMs };
}
