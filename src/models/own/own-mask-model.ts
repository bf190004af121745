/** A promptable segmenter that a person has brought: an encoder and a decoder in two files. */
import type { Feed } from '#src/core/own-masks/mask-feeds';
import type { MaskSignature } from '#src/core/own-masks/mask-signature';
import type { OutputTensor } from '#src/core/own-network/planes';
import type { Size } from '#src/core/types';
import { type OwnSession, openOwnSession, type Runtime } from '#src/models/own/own-session';

export interface MaskFile {
  network: Blob;
  sha256: string;
  /** Files that hold its weights, by the paths in the file. */
  external: readonly { path: string; blob: Blob }[];
}

/**
 * Both run on the processor: drivers have given wrong numbers for these networks above all others, and no
 * stored ones tell.
 */
export class OwnMaskModel {
  #encoderSeconds: number | null = null;
  readonly #sessions = new Map<'encoder' | 'decoder', Promise<OwnSession>>();

  constructor(
    readonly title: string,
    readonly signature: MaskSignature,
    readonly files: Readonly<Record<'encoder' | 'decoder', MaskFile>>,
    private readonly runtime: Runtime,
  ) {}

  /** What a run of the encoder took last; none before the first. */
  get encoderSeconds(): number | null {
    return this.#encoderSeconds;
  }

  /** @throws AnomalensError as `openOwnSession`; the next call tries again. */
  async prepare(): Promise<void> {
    await this.#session('encoder');
    await this.#session('decoder');
  }

  /** What the decoder reads, by the encoder's outputs. @param planes `[3, height, width]`, normalised. */
  async encode(planes: Float32Array, size: Size): Promise<Record<string, OutputTensor>> {
    const { encoder, decoder } = this.signature;
    const names = [...new Set(Object.values(decoder.embeddings))];
    const session = await this.#session('encoder');
    const started = performance.now();
    const outputs = await session.run(planes, size, encoder.input, names);
    this.#encoderSeconds = (performance.now() - started) / 1000;
    return outputs;
  }

  async decode(feeds: Readonly<Record<string, Feed>>): Promise<Record<string, OutputTensor>> {
    const { masks, quality } = this.signature.decoder;
    return (await this.#session('decoder')).feed(feeds, [masks, quality]);
  }

  async release(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of sessions) await (await session.catch(() => null))?.release();
  }

  #session(half: 'encoder' | 'decoder'): Promise<OwnSession> {
    const known = this.#sessions.get(half);
    if (known) return known;
    const made = this.#opened(this.files[half]).catch((error: unknown) => {
      this.#sessions.delete(half);
      throw error;
    });
    this.#sessions.set(half, made);
    return made;
  }

  async #opened({ network, external }: MaskFile): Promise<OwnSession> {
    const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
    const files = await Promise.all(
      external.map(async ({ path, blob }) => ({ path, data: await bytesOf(blob) })),
    );
    const bytes = await bytesOf(network);
    return openOwnSession(this.runtime, { bytes, external: files, path: 'wasm', device: null });
  }
}
