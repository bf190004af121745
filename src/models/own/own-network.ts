/** A person's own network: its session is made when it is first run, and kept. */

import { AnomalensError } from '#src/core/errors';
import { outputsTail } from '#src/core/onnx/hidden-outputs';
import { type Card, shownClasses } from '#src/core/own-network/card';
import type { NetworkCost } from '#src/core/own-network/network-cost';
import { networkPlan } from '#src/core/own-network/network-plan';
import { outputDifference } from '#src/core/own-network/output-difference';
import { logitPlanes, planesOf, queryPlanes } from '#src/core/own-network/output-values';
import type { LogitPlanes, OutputTensor } from '#src/core/own-network/planes';
import type { InferencePath, Size } from '#src/core/types';
import { threadsOfRuntime } from '#src/models/ort';
import {
  type OwnSession,
  type OwnSessionRequest,
  openOwnSession,
  type Runtime,
} from '#src/models/own/own-session';

/** What it is made of. */
export interface OwnFiles {
  network: Blob;
  /** Files that hold its weights, by the paths in the file. */
  external: readonly { path: string; blob: Blob }[];
  card: Card;
  /** Tensors of the graph that become outputs. */
  added: readonly string[];
  cost: NetworkCost;
}

/** Where networks run. */
export interface OwnPaths {
  inference: InferencePath;
  device: GPUDevice | null;
}

/** What one run leaves. */
export interface OwnOutputs {
  logits: LogitPlanes;
  /** What the classifier read, on a grid of its own; null where the card names none. */
  features: LogitPlanes | null;
  /** What queries give the classes, not made to sum to 1; null where they were not asked for. */
  queryLogits: LogitPlanes | null;
}

/** What a run may leave beside the logits, by the names that methods read it by. */
export type OwnOutputName = Exclude<keyof OwnOutputs, 'logits'>;

/** How a graphics device did against the processor. */
export interface DeviceCheck {
  /** As a share of the outputs' range; infinite where it could not be run there. */
  maxDifference: number;
  tolerance: number;
}

/** Half floats and other orders of sums stay below; wrong kernels are as large as the signal. */
const TOLERANCE = 0.02;

export class OwnNetwork {
  #session: Promise<OwnSession> | null = null;
  /** Where the session is made. */
  #path: InferencePath;
  /** By the last run, for each pixel of the input. */
  #secondsPerPixel: number | null = null;
  /** How the first run on a graphics device did; null before it, and on WebAssembly. */
  check: DeviceCheck | null = null;
  /** How it is fed and read; a first run may say more of it. */
  card: Card;

  constructor(
    private readonly files: OwnFiles,
    private readonly runtime: Runtime,
    private readonly paths: OwnPaths,
  ) {
    this.card = files.card;
    this.#path = paths.inference;
  }

  /** Whether the graphics device gave other numbers than the processor, which runs it since. */
  get leftDevice(): boolean {
    return this.paths.inference === 'webgpu' && this.#path === 'wasm';
  }

  get classes() {
    return shownClasses(this.card);
  }

  /** @throws AnomalensError as `openOwnSession`; the next call tries again. */
  open(): Promise<OwnSession> {
    this.#session ??= this.#opened().catch((error: unknown) => {
      this.#session = null;
      throw error;
    });
    return this.#session;
  }

  /** What a run is likely to take: as the last one did, or by the graph before that. */
  secondsFor({ width, height }: Size): number {
    const pixels = width * height;
    if (this.#secondsPerPixel !== null) return this.#secondsPerPixel * pixels;
    const machine = { inference: this.#path, threads: threadsOfRuntime() };
    return networkPlan(this.files.cost, 0, { width, height }, machine).seconds;
  }

  /** Makes the session; what a graphics device refuses shows with the first run. */
  async prepare(): Promise<void> {
    await (this.#path === 'wasm' ? this.open() : this.open().catch(ownRefusal));
  }

  /**
   * What comes out, as it is. The first run on a graphics device is done on the processor too: drivers and
   * kernels have given wrong numbers without an error, and a stranger's network has no stored ones.
   * @param planes `[3, height, width]`, normalised by the card.
   * @throws AnomalensError as `OwnSession.run`.
   */
  async raw(
    planes: Float32Array,
    size: Size,
    names: readonly string[],
  ): Promise<Record<string, OutputTensor>> {
    const work = async (session: OwnSession) => {
      const started = performance.now();
      const outputs = await session.run(planes, size, this.card.input, names);
      const seconds = (performance.now() - started) / 1000;
      this.#secondsPerPixel = seconds / (size.width * size.height);
      return outputs;
    };
    if (this.#path === 'wasm' || this.check) return work(await this.open());
    return this.#checked(work);
  }

  async #checked(
    work: (session: OwnSession) => Promise<Record<string, OutputTensor>>,
  ): Promise<Record<string, OutputTensor>> {
    const onDevice = await this.open().then(work).catch(ownRefusal);
    const files = await this.#read();
    const processor = await this.#make(files, 'wasm');
    let keepsProcessor = false;
    try {
      const wanted = await work(processor);
      const maxDifference = onDevice ? outputDifference(onDevice, wanted) : Infinity;
      this.check = { maxDifference, tolerance: TOLERANCE };
      keepsProcessor = !(maxDifference <= TOLERANCE);
      if (!keepsProcessor) return wanted;
      await this.release();
      this.#path = 'wasm';
      this.#session = Promise.resolve(processor);
      return wanted;
    } finally {
      if (!keepsProcessor) await processor.release();
    }
  }

  /**
   * @param beside what is wanted beside the logits, where the card has it.
   * @throws AnomalensError as `raw` and `logitPlanes`.
   */
  async run(
    planes: Float32Array,
    size: Size,
    beside: readonly OwnOutputName[],
  ): Promise<OwnOutputs> {
    const { output } = this.card;
    const features = beside.includes('features') ? this.card.features : null;
    const names = [output.name, output.masks, features].filter((name) => name !== null);
    const results = await this.raw(planes, size, names);
    const given = results[output.name] as OutputTensor;
    const masks = output.masks === null ? null : (results[output.masks] as OutputTensor);
    return {
      logits: logitPlanes(this.card, given, masks),
      features:
        features === null
          ? null
          : planesOf(results[features] as OutputTensor, output.layout, features),
      queryLogits:
        masks && beside.includes('queryLogits') ? queryPlanes(this.card, given, masks) : null,
    };
  }

  async release(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await (await session?.catch(() => null))?.release();
  }

  async #opened(): Promise<OwnSession> {
    return this.#make(await this.#read(), this.#path);
  }

  async #read(): Promise<Pick<OwnSessionRequest, 'bytes' | 'external'>> {
    const { network, external, added } = this.files;
    const [bytes, files] = await Promise.all([
      bytesOf(new Blob([network, outputsTail(added)])),
      Promise.all(external.map(async ({ path, blob }) => ({ path, data: await bytesOf(blob) }))),
    ]);
    return { bytes, external: files };
  }

  #make(
    files: Pick<OwnSessionRequest, 'bytes' | 'external'>,
    path: InferencePath,
  ): Promise<OwnSession> {
    const device = path === 'webgpu' ? this.paths.device : null;
    return openOwnSession(this.runtime, { ...files, path, device });
  }
}

/** What the device refuses the processor may run: null then. @throws everything else. */
function ownRefusal(error: unknown): null {
  const codes = ['network-unsupported', 'webgpu-limit'];
  if (error instanceof AnomalensError && codes.includes(error.code)) return null;
  throw error;
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
