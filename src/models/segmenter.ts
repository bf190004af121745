import { TaskQueue, throwIfCancelled } from '#src/core/task-queue';
import type { InferencePath, NetworkGrid, Size } from '#src/core/types';
import { copyFloats, readFloats } from '#src/models/gpu-transfer';
import type { ModelEntry } from '#src/models/manifest';
import { createSession, readOutput, type Session } from '#src/models/session';

const MOST_SESSIONS = 2;

/** Logits `[classes, height, width]` of one padded input. A buffer belongs to the caller. */
export type SegmenterLogits = Size & { classes: number; stride: number; grid: NetworkGrid } & (
    | { data: Float32Array }
    | { buffer: GPUBuffer }
  );

/** Network input of one picture, `[1, 3, paddedHeight, paddedWidth]`. */
export type SegmenterInput = { grid: NetworkGrid } & ({ data: Float32Array } | { buffer: GPUBuffer });

/** Both outputs on the CPU, for the self-check. */
export interface PlainOutputs {
  logits: Float32Array;
  features: Float32Array;
}

/**
 * One loaded network. WASM needs one session for all input sizes; WebGPU one per size, because captured graphs and their
 * buffers are fixed: at most two are kept, least recently used out.
 */
export class Segmenter {
  readonly #sessions = new Map<string, Session>();
  readonly #queue = new TaskQueue();

  /** @param device of the WebGPU path, or of our operations when only these run on WebGPU; null without any. */
  constructor(
    readonly entry: ModelEntry,
    private readonly bytes: Uint8Array,
    private readonly path: InferencePath,
    private readonly device: GPUDevice | null,
  ) {}

  /**
   * One run. The result is where the network ran: a GPU buffer on WebGPU, an array on WASM.
   * @throws AnomalensError as `createSession` and `Session.run`; `cancelled`.
   */
  run(input: SegmenterInput, signal?: AbortSignal): Promise<SegmenterLogits> {
    const { grid } = input;
    const { channels, stride } = this.entry.outputs.logits;
    const size = { width: grid.paddedWidth / stride, height: grid.paddedHeight / stride };
    const count = channels * size.width * size.height;
    return this.#queue.run(async () => {
      const padded = { width: grid.paddedWidth, height: grid.paddedHeight };
      const session = await this.#session(padded);
      throwIfCancelled(signal);
      const { logits } = await session.run(await this.#reachable(input), padded);
      const result = { ...size, classes: channels, stride, grid };
      // The session's own buffer is overwritten by the next run.
      return logits instanceof Float32Array || !this.device
        ? { ...result, data: logits as Float32Array }
        : { ...result, buffer: copyFloats(this.device, logits, count, 'logits of a picture') };
    }, signal);
  }

  /** Makes the session of one input size, so that its cost is known apart from the first run's. */
  prepare(width: number, height: number): Promise<void> {
    return this.#queue.run(async () => {
      await this.#session({ width, height });
    });
  }

  /** Runs a plain array and reads everything back. */
  runPlain(data: Float32Array, size: Size): Promise<PlainOutputs> {
    return this.#queue.run(async () => {
      const outputs = await (await this.#session(size)).run(data, size);
      const read = (name: 'logits' | 'features') => {
        const { channels, stride } = this.entry.outputs[name];
        return readOutput(this.device, outputs[name], (channels * size.width * size.height) / stride ** 2);
      };
      return { logits: await read('logits'), features: await read('features') };
    });
  }

  /** Frees what was built for one size only. */
  forget(size: Size): Promise<void> {
    return this.#queue.run(async () => {
      if (this.path === 'webgpu') await this.#forget(this.#keyOf(size));
    });
  }

  release(): Promise<void> {
    return this.#queue.run(async () => {
      for (const key of [...this.#sessions.keys()]) await this.#forget(key);
    });
  }

  async #session(size: Size): Promise<Session> {
    const key = this.#keyOf(size);
    const known = this.#sessions.get(key);
    if (known) {
      this.#sessions.delete(key);
      this.#sessions.set(key, known); // most recently used last
      return known;
    }
    while (this.#sessions.size >= MOST_SESSIONS) await this.#forget([...this.#sessions.keys()][0]);
    const created = await createSession({ entry: this.entry, bytes: this.bytes, input: size, path: this.path, device: this.device });
    this.#sessions.set(key, created);
    return created;
  }

  #keyOf({ width, height }: Size): string {
    return this.path === 'wasm' ? 'any size' : `${width}x${height}`;
  }

  async #forget(key: string): Promise<void> {
    const session = this.#sessions.get(key);
    this.#sessions.delete(key);
    await session?.release();
  }

  /** WASM needs an array; when our operations ran on the GPU, their result is read back. */
  async #reachable(input: SegmenterInput): Promise<Float32Array | GPUBuffer> {
    if ('data' in input) return input.data;
    if (this.path === 'webgpu' || !this.device) return input.buffer;
    return readFloats(this.device, input.buffer, 3 * input.grid.paddedWidth * input.grid.paddedHeight);
  }
}
