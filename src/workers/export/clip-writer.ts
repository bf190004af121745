/** A clip is encoded frame by frame. Brings mediabunny along, and is loaded when it is needed. */
import {
  BufferTarget,
  CanvasSource,
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import { AnomalensError } from '#src/core/errors';
import type { Size } from '#src/core/types';
import { contextOf } from '#src/workers/files/canvas';

export type ClipFormat = 'mp4' | 'webm';

export class ClipWriter {
  readonly #target = new BufferTarget();
  readonly #output: Output;
  readonly #source: CanvasSource;

  private constructor(
    /** What was wanted, or what the browser can write. */
    readonly format: ClipFormat,
    codec: VideoCodec,
    private readonly canvas: OffscreenCanvas,
  ) {
    const container = format === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
    this.#output = new Output({ format: container, target: this.#target });
    this.#source = new CanvasSource(canvas, { codec, quality: QUALITY_HIGH });
    this.#output.addVideoTrack(this.#source);
  }

  /**
   * H.264 needs even sides: an odd column or row at the end is cut. @throws AnomalensError
   * `drive-unsupported` where the browser writes no video of that size.
   */
  static async begin(size: Size, wanted: ClipFormat): Promise<ClipWriter> {
    const width = Math.max(2, size.width - (size.width % 2));
    const height = Math.max(2, size.height - (size.height % 2));
    const canEncode = (codec: VideoCodec) => canEncodeVideo(codec, { width, height });
    const found = await chooseCodec(wanted, canEncode);
    const writer = new ClipWriter(found.format, found.codec, new OffscreenCanvas(width, height));
    await writer.#output.start();
    return writer;
  }

  /** @param timestamp, duration in seconds from the first frame on. */
  async add(picture: OffscreenCanvas, timestamp: number, duration: number): Promise<void> {
    contextOf(this.canvas).drawImage(picture, 0, 0);
    await this.#source.add(timestamp, duration);
  }

  async finish(): Promise<Blob> {
    await this.#output.finalize();
    return new Blob([this.#target.buffer as ArrayBuffer], { type: `video/${this.format}` });
  }

  async cancel(): Promise<void> {
    await this.#output.cancel();
  }
}

/** WebM where MP4 is wanted and the browser has no encoder for it. @throws AnomalensError `drive-unsupported`. */
export async function chooseCodec(
  wanted: ClipFormat,
  canEncode: (codec: VideoCodec) => Promise<boolean>,
): Promise<{ format: ClipFormat; codec: VideoCodec }> {
  if (wanted === 'mp4' && (await canEncode('avc'))) return { format: 'mp4', codec: 'avc' };
  for (const codec of ['vp9', 'vp8'] as const)
    if (await canEncode(codec)) return { format: 'webm', codec };
  throw new AnomalensError(
    'drive-unsupported',
    'This browser cannot write videos. Save the frames as pictures instead.',
  );
}
