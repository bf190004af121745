import { TaskQueue, throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { Size } from '#src/core/types';
import type { ModelEntry } from '#src/models/manifest';

/** A network by its manifest entry and its file. */
export interface SessionSource<E extends Pick<ModelEntry, 'id'> = ModelEntry> {
  entry: E;
  bytes: Uint8Array;
}

export interface PoolRules<E extends Pick<ModelEntry, 'id'>, S> {
  /** @param size of the padded input. */
  create(source: SessionSource<E>, size: Size): Promise<S>;
  /**
   * Whether a network needs a session per input size: on WebGPU, a graph and its buffers have one.
   */
  perSize(entry: E): boolean;
  /** Sessions that are kept; each holds its own copy of the weights and its own buffers. */
  most: number;
}

/** The sessions of several networks, least recently used out. */
export class SessionPool<E extends Pick<ModelEntry, 'id'>, S extends { release(): Promise<void> }> {
  readonly #sessions = new Map<string, { modelId: string; session: S }>();
  readonly #queue = new TaskQueue();

  constructor(private readonly rules: PoolRules<E, S>) {}

  /**
   * Runs `work` with the session of one network and input size, made when it is not there. One at a
   * time: nobody else ends it meanwhile.
   * @throws AnomalensError as `rules.create` and `work`; `cancelled`.
   */
  use<T>(
    source: SessionSource<E>,
    size: Size,
    work: (session: S) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return this.#queue.run(async () => {
      const session = await this.#session(source, size);
      throwIfCancelled(signal);
      return work(session);
    }, signal);
  }

  /**
   * Whether a run of this network starts without making a session first, if its input size has been
   * seen.
   */
  has(modelId: string): boolean {
    return [...this.#sessions.values()].some((held) => held.modelId === modelId);
  }

  /** Frees what was built for one size only. */
  forgetSize({ entry }: SessionSource<E>, size: Size): Promise<void> {
    return this.#queue.run(async () => {
      if (this.rules.perSize(entry)) await this.#forget(this.#keyOf(entry, size));
    });
  }

  /** Frees everything of one network. */
  forgetModel(modelId: string): Promise<void> {
    return this.#queue.run(async () => {
      for (const [key, held] of [...this.#sessions])
        if (held.modelId === modelId) await this.#forget(key);
    });
  }

  async #session(source: SessionSource<E>, size: Size): Promise<S> {
    const key = this.#keyOf(source.entry, size);
    const known = this.#sessions.get(key);
    if (known) {
      this.#sessions.delete(key);
      this.#sessions.set(key, known); // most recently used last
      return known.session;
    }
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size < this.rules.most) break;
      await this.#forget(oldest);
    }
    const session = await this.rules.create(source, size);
    this.#sessions.set(key, { modelId: source.entry.id, session });
    return session;
  }

  #keyOf(entry: E, { width, height }: Size): string {
    return this.rules.perSize(entry) ? `${entry.id} ${width}x${height}` : entry.id;
  }

  async #forget(key: string): Promise<void> {
    const held = this.#sessions.get(key);
    this.#sessions.delete(key);
    await held?.session.release();
  }
}
