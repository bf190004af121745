import type { Size } from '#src/core/types';
import type { PromptModelEntry } from '#src/models/manifest';
import type { PromptPool } from '#src/models/pools';
import type { SessionSource } from '#src/models/session-pool';
import type { Tensors } from '#src/models/tensor-session';

/**
 * One loaded network of a promptable segmenter, or its prompt generator. Its sessions live in the
 * pool that these share.
 */
export class PromptNetwork<E extends PromptModelEntry = PromptModelEntry> {
  constructor(
    private readonly source: SessionSource<E>,
    private readonly pool: PromptPool,
  ) {}

  get entry(): E {
    return this.source.entry;
  }

  /**
   * One run on tensors of the processor.
   * @param frame size of the padded picture.
   * @throws AnomalensError as `createTensorSession` and `TensorSession.run`; `cancelled`.
   */
  run(feeds: Tensors, frame: Size, signal?: AbortSignal): Promise<Tensors> {
    return this.pool.use(this.source, frame, (session) => session.run(feeds), signal);
  }

  /** Makes the session of one frame, so that its cost is known apart from the first run's. */
  prepare(frame: Size): Promise<void> {
    return this.pool.use(this.source, frame, async () => undefined);
  }

  /** Frees what was built for one frame only. */
  forget(frame: Size): Promise<void> {
    return this.pool.forgetSize(this.source, frame);
  }

  release(): Promise<void> {
    return this.pool.forgetModel(this.entry.id);
  }
}
