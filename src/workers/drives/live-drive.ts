/** A camera, a screen or a canvas: of its frames the newest one alone is kept. */
import { AnomalensError } from '#src/core/errors';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { DriveInfo } from '#src/protocol/drives';

/** A frame that is older than this when it is asked for has waited in the stream, not in the camera. */
const STALE_MS = 80;
/** How long a newer one is then waited for; a screen on which nothing moves gives none. */
const REFRESH_MS = 120;

interface Arrived {
  frame: VideoFrame;
  /** By `performance.now()`. */
  arrived: number;
}

/** Whoever takes a frame closes it. */
export interface LiveFrame extends Arrived {
  /** Seconds since the first one. */
  timestamp: number;
  /** Frames that went by since the one before. */
  dropped: number;
}

export class LiveDrive {
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  #newest: Arrived | null = null;
  #dropped = 0;
  #ended = false;
  #wake: (() => void)[] = [];
  /** Milliseconds of `performance.now()` at which the drive's clock was 0, by the quickest frame so far. */
  #origin = Number.POSITIVE_INFINITY;
  #first: number | null = null;

  constructor(frames: ReadableStream<VideoFrame>) {
    this.#reader = frames.getReader();
    void this.#drain();
  }

  /** Waits for the first frame, and leaves it to be taken. @throws AnomalensError `live-ended`. */
  async info(name: string): Promise<Omit<DriveInfo, 'driveId'>> {
    const { frame } = await this.#arrival();
    return {
      kind: 'live',
      width: frame.displayWidth,
      height: frame.displayHeight,
      format: name,
      timestamps: new Float64Array(),
      keyFrames: new Uint32Array(),
      duration: null,
      notices: [],
    };
  }

  /** The newest frame that was not taken before. @throws AnomalensError `live-ended`, `cancelled`. */
  async take(signal?: AbortSignal): Promise<LiveFrame> {
    await this.#arrival(signal);
    if (this.#age() > STALE_MS) await this.#change(REFRESH_MS, signal);
    const newest = this.#newest;
    if (!newest) return this.take(signal); // another one took it meanwhile
    const dropped = this.#dropped;
    this.#newest = null;
    this.#dropped = 0;
    const timestamp = (newest.frame.timestamp - (this.#first ?? 0)) / 1e6;
    return { ...newest, timestamp, dropped };
  }

  async close(): Promise<void> {
    this.#end();
    await this.#reader.cancel().catch(() => undefined); // it has ended by itself
  }

  async #drain(): Promise<void> {
    try {
      for (;;) {
        const { value: frame, done } = await this.#reader.read();
        if (done) break;
        this.#keep(frame);
      }
    } catch {
      // the page is told when it asks for the next frame
    }
    this.#end();
  }

  #keep(frame: VideoFrame): void {
    if (this.#ended) {
      frame.close();
      return;
    }
    const arrived = performance.now();
    this.#first ??= frame.timestamp;
    this.#origin = Math.min(this.#origin, arrived - frame.timestamp / 1000);
    if (this.#newest) this.#dropped += 1;
    this.#newest?.frame.close();
    this.#newest = { frame, arrived };
    this.#tell();
  }

  #age(): number {
    const { frame } = this.#newest as Arrived;
    return performance.now() - this.#origin - frame.timestamp / 1000;
  }

  async #arrival(signal?: AbortSignal): Promise<Arrived> {
    while (!this.#newest) {
      throwIfCancelled(signal);
      if (this.#ended) throw ended();
      await this.#change(null, signal);
    }
    return this.#newest;
  }

  /** Resolves with the next frame, with the end, when it is cancelled, or after some time. */
  #change(milliseconds: number | null, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
      if (milliseconds !== null) setTimeout(resolve, milliseconds);
    });
  }

  #end(): void {
    this.#ended = true;
    this.#newest?.frame.close();
    this.#newest = null;
    this.#tell();
  }

  #tell(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

function ended(): AnomalensError {
  const text = 'The camera was unplugged or sharing was stopped. Start it again to go on.';
  return new AnomalensError('live-ended', text, true);
}
