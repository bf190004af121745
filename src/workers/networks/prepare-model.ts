import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { InferencePath, Size } from '#src/core/types';
import {
  type Manifest,
  type ModelEntry,
  modelById,
  type PromptModelEntry,
  type SegmenterEntry,
} from '#src/models/manifest';
import { prepareRuntime } from '#src/models/ort';
import { type PromptPool, promptPool, type SegmenterPool, segmenterPool } from '#src/models/pools';
import { PromptNetwork } from '#src/models/prompt-network';
import { frameOf, parseTensorFixture, tensorSelfCheck } from '#src/models/prompt-self-check';
import { Segmenter } from '#src/models/segmenter';
import { parseFixture, type SelfCheckResult, selfCheck } from '#src/models/self-check';
import { type LoadedFile, type ModelStore, parseJson, type StoreProgress } from '#src/models/store';
import { serialiseError } from '#src/protocol/errors';
import type { ModelSummary } from '#src/protocol/models';
import type {
  ModelProvider,
  PreparedModel,
  PreparedPromptNetwork,
  PreparedSegmenter,
  TellPage,
} from '#src/workers/state/context';

/**
 * Downloads, verifies, compiles and checks networks, each when it is first asked for; keeps those
 * that are sound.
 */
export class ModelService implements ModelProvider {
  readonly #ready = new Map<string, PreparedModel>();
  readonly #queue = new TaskQueue();
  readonly #segmenters: SegmenterPool;
  readonly #prompting: PromptPool;
  #manifest: Promise<Manifest> | null = null;

  constructor(
    private readonly store: ModelStore,
    private readonly path: InferencePath,
    private readonly device: GPUDevice | null,
    private readonly tellPage: TellPage,
  ) {
    this.#segmenters = segmenterPool(path, device);
    this.#prompting = promptPool(path, device);
  }

  ready(modelId: string): PreparedModel | null {
    return this.#ready.get(modelId) ?? null;
  }

  async get(modelId: string, signal?: AbortSignal): Promise<PreparedModel> {
    return this.ready(modelId) ?? this.prepare(modelId, signal);
  }

  quickestFirst(modelIds: readonly string[]): string[] {
    const held = (id: string) => this.#segmenters.has(id) || this.#prompting.has(id);
    return [...modelIds.filter(held), ...modelIds.filter((id) => !held(id))];
  }

  /**
   * The manifest's networks, loaded or not. @throws AnomalensError `model-download`,
   * `manifest-invalid`, `cancelled`.
   */
  async list(signal?: AbortSignal): Promise<ModelSummary[]> {
    return (await this.#entries(signal)).models.map(summaryOf);
  }

  /**
   * One preparation at a time: who asks for the same network meanwhile gets the same result. The
   * page is told how it ended.
   * @throws AnomalensError `model-*`, `manifest-invalid`, `option-invalid`, `out-of-memory`,
   * `webgpu-limit`, `cancelled`.
   */
  prepare(modelId: string, signal?: AbortSignal): Promise<PreparedModel> {
    return this.#queue.run(async () => {
      const known = this.#ready.get(modelId);
      if (known) return known;
      try {
        const prepared = await this.#make(modelById(await this.#entries(signal), modelId), signal);
        this.#ready.set(modelId, prepared);
        this.tellPage('model', { modelId, info: prepared.info, error: null });
        return prepared;
      } catch (error) {
        this.#manifest = null; // a newer one may name a file that is there
        const serialised = serialiseError(error);
        this.tellPage('model', {
          modelId,
          info: null,
          error: serialised.code === 'cancelled' ? null : serialised,
        });
        throw error;
      }
    }, signal);
  }

  clearCache(): Promise<void> {
    return this.store.clear();
  }

  async #entries(signal?: AbortSignal): Promise<Manifest> {
    const manifest = this.#manifest ?? this.store.manifest(signal);
    this.#manifest = manifest;
    try {
      return await manifest;
    } catch (error) {
      if (this.#manifest === manifest) this.#manifest = null;
      throw error;
    }
  }

  async #make(entry: ModelEntry, signal?: AbortSignal): Promise<PreparedModel> {
    await prepareRuntime({
      signal,
      onProgress: (loaded, total) => this.#tellRuntime(loaded, total),
    });
    const onProgress = (progress: StoreProgress) =>
      this.tellPage('progress', { what: entry.title, modelId: entry.id, ...progress });
    const file = await this.store.load(entry, { signal, onProgress });
    const fixture = parseJson((await this.store.load(entry.selfCheck, { signal })).bytes);
    return entry.kind === 'segmenter'
      ? this.#segmenter(entry, file, fixture)
      : this.#promptNetwork(entry, file, fixture);
  }

  async #segmenter(
    entry: SegmenterEntry,
    { bytes, source }: LoadedFile,
    stored: unknown,
  ): Promise<PreparedSegmenter> {
    const fixture = parseFixture(stored, entry);
    const segmenter = new Segmenter({ entry, bytes }, this.#segmenters, this.path, this.device);
    const size = { width: fixture.input.shape[3], height: fixture.input.shape[2] };
    const { compileMs, check } = await this.#proven(entry, segmenter, size, () =>
      selfCheck(segmenter, fixture),
    );
    return {
      entry,
      segmenter,
      info: { ...summaryOf(entry), source, selfCheck: check, classes: entry.classes, compileMs },
    };
  }

  async #promptNetwork(
    entry: PromptModelEntry,
    { bytes, source }: LoadedFile,
    stored: unknown,
  ): Promise<PreparedPromptNetwork> {
    const fixture = parseTensorFixture(stored, entry);
    const network = new PromptNetwork({ entry, bytes }, this.#prompting);
    const { compileMs, check } = await this.#proven(entry, network, frameOf(fixture), () =>
      tensorSelfCheck(network, fixture),
    );
    return {
      entry,
      network,
      info: { ...summaryOf(entry), source, selfCheck: check, classes: [], compileMs },
    };
  }

  /** Compiles a network and checks what it computes; one that fails leaves nothing behind. */
  async #proven(
    entry: ModelEntry,
    network: Segmenter | PromptNetwork,
    size: Size,
    run: () => Promise<SelfCheckResult>,
  ): Promise<{ compileMs: number; check: SelfCheckResult }> {
    try {
      this.#announce(entry, 'compile');
      const start = performance.now();
      await network.prepare(size);
      const compileMs = performance.now() - start;
      this.#announce(entry, 'self-check');
      return { compileMs, check: await run() };
    } catch (error) {
      await network.release();
      throw error;
    }
  }

  #tellRuntime(loaded: number, total: number): void {
    this.tellPage('progress', {
      what: 'the inference engine',
      modelId: null,
      phase: 'download',
      loaded,
      total,
      cached: false,
    });
  }

  #announce(entry: ModelEntry, phase: 'compile' | 'self-check'): void {
    this.tellPage('progress', {
      what: entry.title,
      modelId: entry.id,
      phase,
      loaded: 0,
      total: 1,
      cached: false,
    });
  }
}

function summaryOf({ id, kind, title, bytes, sha256, licence }: ModelEntry): ModelSummary {
  return { id, kind, title, bytes, sha256, licence: licence.name };
}
