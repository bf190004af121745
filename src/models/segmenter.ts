import type { InferencePath, NetworkGrid, Size } from '#src/core/types';
import { copyFloats, readFloats } from '#src/models/gpu-transfer';
import type { OutputEntry, SegmenterEntry } from '#src/models/manifest';
import type { SegmenterPool } from '#src/models/pools';
import { readOutput, type Session, type SessionOutput } from '#src/models/session';
import type { SessionSource } from '#src/models/session-pool';

/**
 * An output `[classes, height, width]` of one padded input; `classes` are its channels. A buffer
 * belongs to the caller.
 */
export type SegmenterTensor = Size & { classes: number; stride: number; grid: NetworkGrid } & (
    | { data: Float32Array }
    | { buffer: GPUBuffer }
  );

/** Network input of one picture, `[1, 3, paddedHeight, paddedWidth]`. */
export type SegmenterInput = { grid: NetworkGrid } & (
  | { data: Float32Array }
  | { buffer: GPUBuffer }
);

export interface SegmenterRun {
  /** Scalar inputs by the manifest's names; those left out take its defaults. */
  scalars: Readonly<Record<string, number>>;
  /** The outputs that are wanted, by the manifest's names. */
  outputs: readonly string[];
}

/** One loaded network. Its sessions live in the pool that all networks share. */
export class Segmenter {
  /**
   * @param device of the WebGPU path, or of our operations when only these run on WebGPU; null
   * without any.
   */
  constructor(
    private readonly source: SessionSource<SegmenterEntry>,
    private readonly pool: SegmenterPool,
    private readonly path: InferencePath,
    private readonly device: GPUDevice | null,
  ) {}

  get entry(): SegmenterEntry {
    return this.source.entry;
  }

  /**
   * One run. The results are where the network ran: GPU buffers on WebGPU, arrays on WASM.
   * @throws AnomalensError as `createSession` and `Session.run`; `cancelled`.
   */
  run(
    input: SegmenterInput,
    { scalars, outputs }: SegmenterRun,
    signal?: AbortSignal,
  ): Promise<Record<string, SegmenterTensor>> {
    const { grid } = input;
    const padded = { width: grid.paddedWidth, height: grid.paddedHeight };
    const work = async (session: Session) => {
      const results = await session.run(await this.#reachable(input), padded, scalars);
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

  /** Runs a plain array with default scalars and reads every output back. */
  runPlain(data: Float32Array, size: Size): Promise<Record<string, Float32Array>> {
    return this.pool.use(this.source, size, async (session) => {
      const results = await session.run(data, size);
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

  #tensor(id: string, result: SessionOutput, grid: NetworkGrid): SegmenterTensor {
    const { channels, stride } = this.entry.outputs[id] as OutputEntry;
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

  /** WASM needs an array; when our operations ran on the GPU, their result is read back. */
  async #reachable(input: SegmenterInput): Promise<Float32Array | GPUBuffer> {
    if ('data' in input) return input.data;
    if (this.path === 'webgpu' || !this.device) return input.buffer;
    return readFloats(
      this.device,
      input.buffer,
      3 * input.grid.paddedWidth * input.grid.paddedHeight,
    );
  }
}
