/** A person's own network: its session is made when it is first run, and kept. */
import { outputsTail } from '#src/core/onnx/hidden-outputs';
import { type Card, shownClasses } from '#src/core/own-network/card';
import { logitPlanes, planesOf } from '#src/core/own-network/output-values';
import type { LogitPlanes, OutputTensor } from '#src/core/own-network/planes';
import type { InferencePath, Size } from '#src/core/types';
import { type OwnSession, openOwnSession, type Runtime } from '#src/models/own/own-session';

/** What it is made of. */
export interface OwnFiles {
  network: Blob;
  /** Files that hold its weights, by the paths in the file. */
  external: readonly { path: string; blob: Blob }[];
  card: Card;
  /** Tensors of the graph that become outputs. */
  added: readonly string[];
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
}

export class OwnNetwork {
  #session: Promise<OwnSession> | null = null;
  /** How it is fed and read; a first run may say more of it. */
  card: Card;

  constructor(
    private readonly files: OwnFiles,
    private readonly runtime: Runtime,
    private readonly paths: OwnPaths,
  ) {
    this.card = files.card;
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

  /**
   * What comes out, as it is. @param planes `[3, height, width]`, normalised by the card.
   * @throws AnomalensError as `OwnSession.run`.
   */
  async raw(
    planes: Float32Array,
    size: Size,
    names: readonly string[],
  ): Promise<Record<string, OutputTensor>> {
    return (await this.open()).run(planes, size, this.card.input, names);
  }

  /** @throws AnomalensError as `raw` and `logitPlanes`. */
  async run(planes: Float32Array, size: Size, withFeatures: boolean): Promise<OwnOutputs> {
    const { output, features } = this.card;
    const names = [output.name, ...(output.masks === null ? [] : [output.masks])];
    const wanted = withFeatures && features !== null ? [...names, features] : names;
    const results = await this.raw(planes, size, wanted);
    const masks = output.masks === null ? null : (results[output.masks] as OutputTensor);
    return {
      logits: logitPlanes(this.card, results[output.name] as OutputTensor, masks),
      features:
        withFeatures && features !== null
          ? planesOf(results[features] as OutputTensor, output.layout, features)
          : null,
    };
  }

  async release(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await (await session?.catch(() => null))?.release();
  }

  async #opened(): Promise<OwnSession> {
    const { network, external, added } = this.files;
    const [bytes, files] = await Promise.all([
      bytesOf(new Blob([network, outputsTail(added)])),
      Promise.all(external.map(async ({ path, blob }) => ({ path, data: await bytesOf(blob) }))),
    ]);
    const { inference: path, device } = this.paths;
    return openOwnSession(this.runtime, { bytes, external: files, path, device });
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
