import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DriveStore } from './drive-store';

const { openVideo, uprightBitmap } = vi.hoisted(() => ({
  openVideo: vi.fn(),
  uprightBitmap: vi.fn(),
}));
vi.mock('./open-video', () => ({ openVideo, uprightBitmap }));

const INFO = { kind: 'video', format: 'MP4, H.264', width: 64, height: 36 };

function fakeVideo() {
  const sample = { close: vi.fn() };
  const reader = {
    frame: vi.fn(async () => sample),
    rest: vi.fn(async () => {}),
    prepare: vi.fn(),
  };
  return { drive: { info: INFO, reader, close: vi.fn(async () => {}) }, reader, sample };
}

const source = { kind: 'video' as const, blob: new Blob(['ride']), name: 'ride.mp4' };
const frameOf = (driveId: string, index = 3) => ({ driveId, index, name: 'frame' });
let store: DriveStore;
let video: ReturnType<typeof fakeVideo>;

beforeEach(() => {
  store = new DriveStore();
  video = fakeVideo();
  openVideo.mockReset().mockImplementation(async () => video.drive);
  uprightBitmap.mockReset().mockReturnValue('bitmap');
});

describe('a video', () => {
  it('is opened under its id, and gives frames by index', async () => {
    const { signal } = new AbortController();
    expect(await store.open({ driveId: 'a', source }, signal)).toEqual({ ...INFO, driveId: 'a' });
    expect(openVideo).toHaveBeenCalledWith(source.blob, 'ride.mp4', signal);
    expect(await store.frame(frameOf('a'))).toEqual({ bitmap: 'bitmap', format: 'MP4, H.264' });
    expect(video.reader.frame).toHaveBeenCalledWith(3);
    expect(uprightBitmap).toHaveBeenCalledWith(video.sample, INFO);
    expect(video.sample.close).toHaveBeenCalledOnce();
  });

  it('closes its sample also where it cannot be drawn', async () => {
    await store.open({ driveId: 'a', source });
    uprightBitmap.mockImplementation(() => {
      throw new Error('no canvas');
    });
    await expect(store.frame(frameOf('a'))).rejects.toThrow('no canvas');
    expect(video.sample.close).toHaveBeenCalledOnce();
  });

  it('rests while another one is asked', async () => {
    await store.open({ driveId: 'a', source });
    const first = video;
    video = fakeVideo();
    await store.open({ driveId: 'b', source });
    await store.frame(frameOf('a'));
    await store.frame(frameOf('a'));
    expect(first.reader.rest).not.toHaveBeenCalled();
    await store.frame(frameOf('b'));
    expect(first.reader.rest).toHaveBeenCalledOnce();
    expect(video.reader.rest).not.toHaveBeenCalled();
  });

  it('prepares the frame that is asked for next, where there is one', async () => {
    await store.open({ driveId: 'a', source });
    store.prepare(frameOf('a', 8));
    store.prepare(frameOf('nobody', 8));
    store.prepare({ blob: new Blob([]), name: 'x.png' });
    expect(video.reader.prepare.mock.calls).toEqual([[8]]);
  });

  it('gives no newest frame: they are asked for by index', async () => {
    await store.open({ driveId: 'a', source });
    await expect(store.take('a')).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('a drive that is closed', () => {
  it('is no longer known, and a person may open it again', async () => {
    await store.open({ driveId: 'a', source });
    await store.frame(frameOf('a'));
    await store.close('a');
    await store.close('a');
    expect(video.drive.close).toHaveBeenCalledOnce();
    await expect(store.frame(frameOf('a'))).rejects.toMatchObject({
      code: 'drive-unknown',
      retryable: true,
    });
    const first = video;
    video = fakeVideo();
    await store.open({ driveId: 'b', source });
    await store.frame(frameOf('b'));
    expect(first.reader.rest).not.toHaveBeenCalled();
  });

  it('is the one before of the same id, also of two that were opened at once: the one that is ready last stays', async () => {
    await store.open({ driveId: 'a', source });
    const first = video;
    const [second, third] = [fakeVideo(), fakeVideo()];
    let isReady: (drive: typeof second.drive) => void = () => {};
    const late = new Promise<typeof second.drive>((resolve) => (isReady = resolve));
    openVideo.mockReturnValueOnce(late).mockResolvedValueOnce(third.drive);
    const slow = store.open({ driveId: 'a', source });
    await vi.waitFor(() => expect(openVideo).toHaveBeenCalledTimes(2));
    await store.open({ driveId: 'a', source });
    isReady(second.drive);
    await slow;
    expect(first.drive.close).toHaveBeenCalledOnce();
    expect(third.drive.close).toHaveBeenCalledOnce();
    expect(second.drive.close).not.toHaveBeenCalled();
  });
});

describe('a live drive', () => {
  const live = () => {
    const close = vi.fn();
    const frame = { displayWidth: 64, displayHeight: 36, timestamp: 1e6, close };
    const frames = new ReadableStream({
      start: (controller) => controller.enqueue(frame as unknown as VideoFrame),
    });
    return { kind: 'live' as const, frames, name: 'camera' } as never;
  };

  it('gives its newest frame, and none that has passed', async () => {
    const info = await store.open({ driveId: 'c', source: live() });
    expect(info).toMatchObject({ driveId: 'c', kind: 'live', width: 64, height: 36 });
    expect(openVideo).not.toHaveBeenCalled();
    expect(await store.take('c')).toMatchObject({ format: info.format });
    await expect(store.frame(frameOf('c'))).rejects.toMatchObject({
      code: 'frame-unreadable',
      message: expect.stringContaining('has passed'),
    });
    store.prepare(frameOf('c'));
    await store.close('c');
    await expect(store.take('c')).rejects.toMatchObject({ code: 'drive-unknown' });
  });
});
