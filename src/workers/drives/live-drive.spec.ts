import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveDrive } from './live-drive';

/** Lets the stream deliver; timers are played ones. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}

/** A frame that knows whether it was closed. */
class FakeFrame {
  closed = 0;
  readonly displayWidth = 64;
  readonly displayHeight = 36;
  constructor(readonly timestamp: number) {}
  close(): void {
    this.closed += 1;
  }
}

let sent: FakeFrame[];
let controller: ReadableStreamDefaultController<VideoFrame>;
let live: LiveDrive;

/** A frame that the camera took just now, or some milliseconds ago. */
async function send(age = 0): Promise<FakeFrame> {
  const frame = new FakeFrame(1e6 + (performance.now() - age) * 1000);
  sent.push(frame);
  controller.enqueue(frame as unknown as VideoFrame);
  await settle();
  return frame;
}

const open = () => sent.filter(({ closed }) => closed === 0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  sent = [];
  const frames = new ReadableStream<VideoFrame>({
    start: (own) => {
      controller = own;
    },
  });
  live = new LiveDrive(frames);
});
afterEach(() => vi.useRealTimers());

describe('a live drive', () => {
  it('has the size of its first frame, which is still there to be taken', async () => {
    const info = live.info('camera');
    const first = await send();
    expect(await info).toMatchObject({ kind: 'live', width: 64, height: 36, duration: null });
    expect((await live.take()).frame).toBe(first);
  });

  it('gives the newest frame alone, and tells how many went by', async () => {
    for (let i = 0; i < 5; i++) {
      await send();
      vi.advanceTimersByTime(40);
    }
    const newest = await send();
    const { frame, dropped, timestamp } = await live.take();
    expect([frame, dropped]).toEqual([newest, 5]);
    expect(timestamp).toBeCloseTo(0.2, 6);
    expect(open()).toEqual([newest]);
  });

  it('gives no frame twice: the next one is waited for', async () => {
    await send();
    await live.take();
    const taking = live.take();
    await settle();
    const next = await send();
    expect(await taking).toMatchObject({ frame: next, dropped: 0 });
  });

  it('waits a moment for a newer frame where the one it has lay in the stream for long', async () => {
    await send();
    await live.take();
    vi.advanceTimersByTime(1000);
    const late = await send(500);
    const taking = live.take();
    await settle();
    const newest = await send();
    expect(await taking).toMatchObject({ frame: newest, dropped: 1 });
    expect(late.closed).toBe(1);
  });

  it('takes an old frame where nothing moves', async () => {
    const still = await send();
    vi.advanceTimersByTime(5000);
    const taking = live.take();
    await settle();
    vi.advanceTimersByTime(120);
    expect((await taking).frame).toBe(still);
  });

  it('says that it has ended to whoever waits, and to all that ask later', async () => {
    await send();
    await live.take();
    const taking = expect(live.take()).rejects.toMatchObject({
      code: 'live-ended',
      retryable: true,
    });
    controller.close();
    await taking;
    await expect(live.take()).rejects.toMatchObject({ code: 'live-ended' });
    await expect(
      new LiveDrive(new ReadableStream({ start: (c) => c.error('unplugged') })).info('c'),
    ).rejects.toMatchObject({ code: 'live-ended' });
  });

  it('can be given up while it is waited for', async () => {
    const stop = new AbortController();
    const taking = expect(live.take(stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    stop.abort();
    await taking;
  });

  it('closes what nobody took', async () => {
    await send();
    await live.close();
    expect(open()).toEqual([]);
    await expect(live.take()).rejects.toMatchObject({ code: 'live-ended' });
  });
});
