import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { InferencePath, Size } from '#src/core/types';
import type { WordFiles } from '#src/core/words/tables';
import { feedersOf } from '#src/models/feeds';
import {
  feedersIn,
  isNetwork,
  type Manifest,
  type ModelEntry,
  modelById,
  type NetworkEntry,
  type PromptModelEntry,
} from '#src/models/manifest';
import { prepareRuntime, threadsOfRuntime } from '#src/models/ort';
import type { OwnMaskModel } from '#src/models/own/own-mask-model';
import { PictureNetwork } from '#src/models/picture-network';
import { type NetworkPool, networkPool, type PromptPool, promptPool } from '#src/models/pools';
import { PromptNetwork } from '#src/models/prompt-network';
import { frameOf, parseTensorFixture, tensorSelfCheck } from '#src/models/prompt-self-check';
import { type Examples, parseFixture, selfCheck } from '#src/models/self-check';
import { type LoadedFile, type ModelStore, parseJson, type StoreProgress } from '#src/models/store';
import { serialiseError } from '#src/protocol/errors';
import type { ModelSummary } from '#src/protocol/models';
import { loadSplitter, loadWordFiles } from '#src/workers/networks/word-files';
import type {
  ModelProvider,
  PreparedModel,
  PreparedNetwork,
  PreparedOwnNetwork,
  PreparedPromptNetwork,
  TellPage,
} from '#src/workers/state/context';

/**
 * Downloads, verifies, compiles and checks networks, each when it is first asked for; keeps those
 * that are sound.
 */
export class ModelService implements ModelProvider {
  readonly #ready = new Map<string, PreparedModel>();
  readonly #queue = new TaskQueue();
  readonly #networks: NetworkPool;
  readonly #prompting: PromptPool;
  #ownMasks: OwnMaskModel | null = null;
  #manifest: Promise<Manifest> | null = null;
  /** What networks that feed others gave for the picture of the self-checks. */
  #examples: Examples = {};

  constructor(
    private readonly store: ModelStore,
    path: InferencePath,
    private readonly device: GPUDevice | null,
    private readonly tellPage: TellPage,
  ) {
    this.#networks = networkPool(path, device);
    this.#prompting = promptPool(path, device);
  }

  ready(modelId: string): PreparedModel | null {
    return this.#ready.get(modelId) ?? null;
  }

  async get(modelId: string, signal?: AbortSignal): Promise<PreparedModel> {
    return this.ready(modelId) ?? this.prepare(modelId, signal);
  }

  quickestFirst(modelIds: readonly string[]): string[] {
    const held = (id: string) => this.#networks.has(id) || this.#prompting.has(id);
    return [...modelIds.filter(held), ...modelIds.filter((id) => !held(id))];
  }

  /**
   * The manifest's networks, loaded or not, and a person's own. @throws AnomalensError `model-download`,
   * `manifest-invalid`, `cancelled`.
   */
  async list(signal?: AbortSignal): Promise<ModelSummary[]> {
    const manifest = await this.#entries(signal);
    const own = [...this.#ready.values()].flatMap((model) => ('own' in model ? model.info : []));
    return [...manifest.models.map((entry) => summaryOf(entry, manifest)), ...own];
  }

  get ownMasks(): OwnMaskModel | null {
    return this.#ownMasks;
  }

  /** Takes the place of the former one, whose sessions end. */
  async keepMasks(masks: OwnMaskModel | null): Promise<void> {
    const former = this.#ownMasks;
    this.#ownMasks = masks;
    await former?.release();
  }

  /** A person's own network, which is none of the manifest. */
  keepOwn(model: PreparedOwnNetwork): void {
    this.#ready.set(model.entry.id, model);
  }

  /** Ends the session of a person's own network, if it is there. */
  async forgetOwn(modelId: string): Promise<void> {
    const model = this.#ready.get(modelId);
    if (!model || !('own' in model)) return;
    this.#ready.delete(modelId);
    await model.own.release();
  }

  /** Brings onnxruntime into reach. @throws AnomalensError `runtime-download`, `cancelled`. */
  prepareRuntime(signal?: AbortSignal): Promise<void> {
    return prepareRuntime({
      signal,
      onProgress: (loaded, total) => this.#tellRuntime(loaded, total),
    });
  }

  /**
   * One preparation at a time: who asks for the same network meanwhile gets the same result. Those
   * that feed it come first. The page is told how each ended.
   * @throws AnomalensError `model-*`, `manifest-invalid`, `option-invalid`, `out-of-memory`,
   * `webgpu-limit`, `cancelled`.
   */
  prepare(modelId: string, signal?: AbortSignal): Promise<PreparedModel> {
    return this.#queue.run(() => this.#prepared(modelId, signal), signal);
  }

  async #prepared(modelId: string, signal?: AbortSignal): Promise<PreparedModel> {
    const known = this.#ready.get(modelId);
    if (known) return known;
    try {
      const manifest = await this.#entries(signal);
      const entry = modelById(manifest, modelId);
      await this.prepareRuntime(signal);
      for (const feeder of feedersIn(manifest, entry)) await this.#prepared(feeder.id, signal);
      const prepared = await this.#make(entry, manifest, signal);
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
  }

  async wordFiles(signal?: AbortSignal): Promise<WordFiles> {
    return loadWordFiles(await this.#entries(signal), { store: this.store, signal }, this.tellPage);
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

  async #make(entry: ModelEntry, manifest: Manifest, signal?: AbortSignal): Promise<PreparedModel> {
    const onProgress = (progress: StoreProgress) =>
      this.tellPage('progress', { what: entry.title, modelId: entry.id, ...progress });
    const file = await this.store.load(entry, { signal, onProgress });
    const fixture = parseJson((await this.store.load(entry.selfCheck, { signal })).bytes);
    return isNetwork(entry)
      ? this.#network(entry, manifest, file, fixture)
      : this.#promptNetwork(entry, manifest, file, fixture, signal);
  }

  async #network(
    entry: NetworkEntry,
    manifest: Manifest,
    { bytes, source }: LoadedFile,
    stored: unknown,
  ): Promise<PreparedNetwork> {
    const fixture = parseFixture(stored, entry, feedersIn(manifest, entry));
    const picture = new PictureNetwork({ entry, bytes }, this.#networks, this.device);
    const size = { width: fixture.input.shape[3], height: fixture.input.shape[2] };
    const { compileMs, result } = await this.#proven(entry, picture, size, () =>
      selfCheck(picture, fixture, this.#examples),
    );
    const feedsOthers = manifest.models.some(
      (other) => isNetwork(other) && feedersOf(other).includes(entry.id),
    );
    if (feedsOthers) this.#examples = { ...this.#examples, ...result.given };
    const classes = entry.kind === 'segmenter' ? entry.classes : [];
    const threads = threadsOfRuntime();
    const info = { source, selfCheck: result.check, classes, compileMs, threads };
    return { entry, picture, feedsOthers, info: { ...summaryOf(entry, manifest), ...info } };
  }

  async #promptNetwork(
    entry: PromptModelEntry,
    manifest: Manifest,
    { bytes, source }: LoadedFile,
    stored: unknown,
    signal?: AbortSignal,
  ): Promise<PreparedPromptNetwork> {
    const fixture = parseTensorFixture(stored, entry);
    const split =
      entry.kind === 'sentence-encoder'
        ? await loadSplitter(entry, { store: this.store, signal })
        : undefined;
    const network = new PromptNetwork({ entry, bytes }, this.#prompting);
    const { compileMs, result } = await this.#proven(entry, network, frameOf(fixture), () =>
      tensorSelfCheck(network, fixture),
    );
    const threads = threadsOfRuntime();
    const info = { source, selfCheck: result, classes: [], compileMs, threads };
    const summary = { ...summaryOf(entry, manifest), ...info };
    return { entry, network, ...(split && { split }), info: summary };
  }

  /** Compiles a network and checks what it computes; one that fails leaves nothing behind. */
  async #proven<T>(
    entry: ModelEntry,
    network: PictureNetwork | PromptNetwork,
    size: Size,
    run: () => Promise<T>,
  ): Promise<{ compileMs: number; result: T }> {
    try {
      this.#announce(entry, 'compile');
      const start = performance.now();
      await network.prepare(size);
      const compileMs = performance.now() - start;
      this.#announce(entry, 'self-check');
      return { compileMs, result: await run() };
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

function summaryOf(entry: ModelEntry, manifest: Manifest): ModelSummary {
  const { id, kind, title, bytes, sha256, licence } = entry;
  const needs = feedersIn(manifest, entry).map((feeder) => feeder.id);
  const tables = tablesOf(entry, manifest).map(({ file, sha256 }) => [file, sha256]);
  return {
    ...{ id, kind, title, bytes, sha256, licence: licence.name, needs },
    ...(tables.length > 0 && { tables: Object.fromEntries(tables) }),
  };
}

function tablesOf(entry: ModelEntry, { words }: Manifest): { file: string; sha256: string }[] {
  if (entry.kind === 'sentence-encoder') return [entry.tokenizer];
  return entry.kind === 'vision-language' && words ? Object.values(words.tables) : [];
}
