import type { NetworkGrid, Size } from '#src/core/types';
import { copyFloats } from '#src/models/gpu-transfer';
import type { NetworkEntry, OutputEntry } from '#src/models/manifest';
import type { NetworkPool } from '#src/models/pools';
import { readOutput, type Session, type SessionOutput } from '#src/models/session';
import type { SessionSource } from '#src/models/session-pool';

/** Numbers where they are: on the CPU, or in a GPU buffer. */
export type Placed = { data: Float32Array } | { buffer: GPUBuffer };

/**
 * An output `[classes, height, width]` of one padded input; `classes` are its channels. A buffer
 * belongs to the caller.
 */
export type NetworkTensor = Size & {
  classes: number;
  stride: number;
  grid: NetworkGrid;
} & Placed;

/** What a network reads for one picture, by the inputs' names in its file. */
export type NetworkFeeds = Readonly<Record<string, Placed>>;

export interface NetworkOptions {
  /** Scalar inputs by the manifest's names; those left out take its defaults. */
  scalars: Readonly<Record<string, number>>;
  /** The outputs that are wanted, by the manifest's names. */
  outputs: readonly string[];
}

/** One loaded file behind a picture or other networks. Its sessions live in a pool of all. */
export class PictureNetwork<E extends NetworkEntry = NetworkEntry> {
  /**
   * @param device of the WebGPU path, or of our operations when only these run on WebGPU; null
   * without any.
   */
  constructor(
    private readonly source: SessionSource<E>,
    private readonly pool: NetworkPool,
    private readonly device: GPUDevice | null,
  ) {}

  get entry(): E {
    return this.source.entry;
  }

  /**
   * One run. The results are where the network ran: GPU buffers on WebGPU, arrays on WASM.
   * @param feeds where the network can read them: WASM takes arrays only.
   * @throws AnomalensError as `createSession` and `Session.run`; `cancelled`.
   */
  run(
    feeds: NetworkFeeds,
    grid: NetworkGrid,
    { scalars, outputs }: NetworkOptions,
    signal?: AbortSignal,
  ): Promise<Record<string, NetworkTensor>> {
    const padded = { width: grid.paddedWidth, height: grid.paddedHeight };
    const given = Object.fromEntries(
      Object.entries(feeds).map(([name, feed]) => [name, 'data' in feed ? feed.data : feed.buffer]),
    );
    const work = async (session: Session) => {
      const results = await session.run(given, padded, scalars);
      return Object.fromEntries(
        outputs.map((id) => [id, this.#tensor(id, results[id] as SessionOutput, grid)]),
      );
    };
    return this.pool.use(this.source, padded, work, signal);
  }

  /** Makes the session of one input size, so that its cost is known apart from the first run's. */
  prepare(size: Size): Promise<void> {
    return this.pool.use(this.source, size, async () => undefined);
  }

  /** Runs plain arrays with default scalars and reads every output back. */
  runPlain(
    feeds: Readonly<Record<string, Float32Array>>,
    size: Size,
  ): Promise<Record<string, Float32Array>> {
    return this.pool.use(this.source, size, async (session) => {
      const results = await session.run(feeds, size);
      const read: Record<string, Float32Array> = {};
      for (const [id, { channels, stride }] of Object.entries(this.entry.outputs))
        read[id] = await readOutput(
          this.device,
          results[id] as SessionOutput,
          (channels * size.width * size.height) / stride ** 2,
        );
      return read;
    });
  }

  /** Frees what was built for one size only. */
  forget(size: Size): Promise<void> {
    return this.pool.forgetSize(this.source, size);
  }

  release(): Promise<void> {
    return this.pool.forgetModel(this.entry.id);
  }

  #tensor(id: string, result: SessionOutput, grid: NetworkGrid): NetworkTensor {
    const { outputs }: { outputs: Readonly<Record<string, OutputEntry>> } = this.entry;
    const { channels, stride } = outputs[id] as OutputEntry;
    const size = { width: grid.paddedWidth / stride, height: grid.paddedHeight / stride };
    const shape = { ...size, classes: channels, stride, grid };
    // The session's own buffer is overwritten by the next run.
    return result instanceof Float32Array || !this.device
      ? { ...shape, data: result as Float32Array }
      : {
          ...shape,
          buffer: copyFloats(
            this.device,
            result,
            channels * size.width * size.height,
            `${id} of a picture`,
          ),
        };
  }
}
