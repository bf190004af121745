/** Frames of a video by index, exactly, with as little decoding as their order allows. */
import { type InputVideoTrack, type VideoSample, VideoSampleSink } from 'mediabunny';
import { AnomalensError } from '#src/core/errors';
import { TaskQueue } from '#src/core/scheduling/task-queue';
import type { FrameIndex } from '#src/workers/drives/frame-index';
import { indexAt, keyFrameBefore } from '#src/workers/drives/frame-order';

/** Frames that a run decodes ahead: a key frame within them is not worth a new start. */
const AHEAD = 8;

/** Decoding that goes on from frame to frame; mediabunny has up to 40 of them decoded while nobody takes one. */
interface Run {
  samples: AsyncGenerator<VideoSample, void, unknown>;
  /** The frame that comes next. */
  next: number;
}

/**
 * A lone frame is decoded from its key frame up to itself. The second one asked for in ascending order
 * after the same key frame begins a run, which decodes a few frames ahead. Who takes a frame closes it.
 */
export class FrameReader {
  readonly #sink: VideoSampleSink;
  readonly #queue = new TaskQueue();
  #run: Run | null = null;
  #last = Number.POSITIVE_INFINITY;
  #early: { index: number; sample: Promise<VideoSample | null> } | null = null;

  constructor(
    track: InputVideoTrack,
    private readonly order: Pick<FrameIndex, 'timestamps' | 'keyFrames'>,
  ) {
    this.#sink = new VideoSampleSink(track);
  }

  /** @throws AnomalensError `frame-unreadable`. */
  async frame(index: number): Promise<VideoSample> {
    const early = this.#early;
    this.#early = null;
    if (early?.index === index) {
      const sample = await early.sample;
      if (sample) return sample;
    } else void early?.sample.then((sample) => sample?.close());
    return this.#queue.run(() => this.#decode(index));
  }

  /** Begins to decode a frame that will be asked for next; one that is not is closed. */
  prepare(index: number): void {
    if (this.#early?.index === index) return;
    void this.#early?.sample.then((sample) => sample?.close());
    // Whoever asks for the frame tries again, and is told what is wrong with it.
    const sample = this.#queue.run(() => this.#decode(index)).catch(() => null);
    this.#early = { index, sample };
  }

  /** Lets go of the decoder and of all frames. */
  async rest(): Promise<void> {
    void this.#early?.sample.then((sample) => sample?.close());
    this.#early = null;
    await this.#queue.run(() => this.#endRun());
  }

  async #decode(index: number): Promise<VideoSample> {
    if (!(index in this.order.timestamps))
      throw new AnomalensError('frame-unreadable', `The video has no frame ${index}.`);
    const key = keyFrameBefore(this.order.keyFrames, index);
    const follows = index > this.#last && keyFrameBefore(this.order.keyFrames, this.#last) === key;
    this.#last = index;
    const isInReach = this.#run && this.#run.next <= index && key <= this.#run.next + AHEAD;
    if (!isInReach) await this.#endRun();
    if (!this.#run && follows) this.#run = this.#runFrom(key);
    const early = this.#run ? await this.#fromRun(this.#run, index) : null;
    return early ?? this.#lone(index, key);
  }

  /** From a key frame on, since a frame that the decoder leaves out moves what mediabunny counts by. */
  #runFrom(key: number): Run {
    return { samples: this.#sink.samples(this.order.timestamps[key]), next: key };
  }

  /** Null where the run does not get there: damage ahead of a frame ends the run before the frame. */
  async #fromRun(run: Run, index: number): Promise<VideoSample | null> {
    try {
      for (;;) {
        const { value: sample, done } = await run.samples.next();
        if (done) break;
        const reached = this.#indexOf(sample);
        if (reached === index) {
          run.next = index + 1;
          return sample;
        }
        sample.close();
        if (reached > index) break;
      }
    } catch {
      // asked for alone next, which tells what is wrong with it
    }
    await this.#endRun();
    return null;
  }

  async #lone(index: number, key: number): Promise<VideoSample> {
    const timestamp = this.order.timestamps[index] as number;
    let cause: unknown;
    try {
      const sample = await this.#sink.getSample(timestamp);
      if (sample && this.#indexOf(sample) === index) return sample;
      sample?.close();
      this.#run = this.#runFrom(key);
      const counted = await this.#fromRun(this.#run, index);
      if (counted) return counted;
    } catch (error) {
      cause = error;
    }
    throw unreadableFrame(index, timestamp, cause);
  }

  /**
   * By the time that the decoder gave the frame. The time of a sample is the next one that went in, which
   * is that of another frame behind one that is invisible or could not be decoded.
   */
  #indexOf(sample: VideoSample): number {
    const frame = sample.toCanvasImageSource();
    const seconds = frame instanceof VideoFrame ? frame.timestamp / 1e6 : sample.timestamp;
    return indexAt(this.order.timestamps, seconds);
  }

  async #endRun(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    await run?.samples.return();
  }
}

function unreadableFrame(index: number, timestamp: number, cause: unknown): AnomalensError {
  return new AnomalensError(
    'frame-unreadable',
    `Frame ${index} at ${timestamp.toFixed(3)} s cannot be decoded: the video is damaged there.`,
    false,
    { cause },
  );
}
