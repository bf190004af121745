import { TaskQueue, throwIfCancelled } from '#src/core/task-queue';
import type { InferencePath, Size } from '#src/core/types';
import type { ModelEntry } from '#src/models/manifest';
import { createSession, type Session } from '#src/models/session';

/** For all networks together: each holds its own copy of the weights and its own buffers. */
const MOST_SESSIONS = 2;

/** A network by its manifest entry and its file. */
export interface SessionSource {
  entry: ModelEntry;
  bytes: Uint8Array;
}

/**
 * The sessions of all networks, least recently used out. WASM needs one session per network for all input sizes; WebGPU one
 * per network and size, because captured graphs and their buffers are fixed.
 */
export class SessionPool {
  readonly #sessions = new Map<string, { modelId: string; session: Session }>();
  readonly #queue = new TaskQueue();

  /** @param device where the WebGPU path runs; null for WASM without any. */
  constructor(
    private readonly path: InferencePath,
    private readonly device: GPUDevice | null,
  ) {}

  /**
   * Runs `work` with the session of one network and input size, made when it is not there. One at a time: nobody else ends it meanwhile.
   * @throws AnomalensError as `createSession` and `work`; `cancelled`.
   */
  use<T>(source: SessionSource, size: Size, work: (session: Session) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#queue.run(async () => {
      const session = await this.#session(source, size);
      throwIfCancelled(signal);
      return work(session);
    }, signal);
  }

  /** Whether a run of this network starts without making a session first, if its input size has been seen. */
  has(modelId: string): boolean {
    return [...this.#sessions.values()].some((held) => held.modelId === modelId);
  }

  /** Frees what was built for one size only. */
  forgetSize({ entry }: SessionSource, size: Size): Promise<void> {
    return this.#queue.run(async () => {
      if (this.path === 'webgpu') await this.#forget(this.#keyOf(entry.id, size));
    });
  }

  /** Frees everything of one network. */
  forgetModel(modelId: string): Promise<void> {
    return this.#queue.run(async () => {
      for (const [key, held] of [...this.#sessions]) if (held.modelId === modelId) await this.#forget(key);
    });
  }

  async #session({ entry, bytes }: SessionSource, size: Size): Promise<Session> {
    const key = this.#keyOf(entry.id, size);
    const known = this.#sessions.get(key);
    if (known) {
      this.#sessions.delete(key);
      this.#sessions.set(key, known); // most recently used last
      return known.session;
    }
    while (this.#sessions.size >= MOST_SESSIONS) await this.#forget([...this.#sessions.keys()][0]);
    const session = await createSession({ entry, bytes, input: size, path: this.path, device: this.device });
    this.#sessions.set(key, { modelId: entry.id, session });
    return session;
  }

  #keyOf(modelId: string, { width, height }: Size): string {
    return this.path === 'wasm' ? modelId : `${modelId} ${width}x${height}`;
  }

  async #forget(key: string): Promise<void> {
    const held = this.#sessions.get(key);
    this.#sessions.delete(key);
    await held?.session.release();
  }
}
