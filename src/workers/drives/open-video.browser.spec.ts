import { describe, expect, it } from 'vitest';
import { DriveStore } from '#src/workers/drives/drive-store';
import {
  cutFile,
  damagedFile,
  driveFile,
  shownNumber,
} from '#src/workers/drives/testing/drive-files';

async function opened(blob: Blob, name: string) {
  const drives = new DriveStore();
  const info = await drives.open({ driveId: 'd', source: { kind: 'video', blob, name } });
  const bitmap = async (index: number) =>
    (await drives.frame({ driveId: 'd', index, name })).bitmap;
  return { drives, info, bitmap };
}

const openedFile = async (name: string) => opened(await driveFile(name), name);
const times = (info: { timestamps: Float64Array }) =>
  [...info.timestamps].map((seconds) => Math.round(seconds * 1000));
const evenly = (frames: number, first = 0) =>
  Array.from({ length: frames }, (_, i) => first + i * 40);

describe('a video that opens', () => {
  it.each([
    ['h264.mp4', 'MP4, H.264', 60, [0, 24, 48]],
    ['h264-open-gop.mkv', 'MKV, H.264', 60, [0, 24, 48]],
    ['vp8.webm', 'WebM, VP8', 60, [0]],
    ['vp9.webm', 'WebM, VP9', 60, [0]],
    ['av1.mp4', 'MP4, AV1', 60, [0]],
  ])('%s tells its format, times and key frames', async (name, format, frames, keyFrames) => {
    const { info } = await openedFile(name);
    expect(info).toMatchObject({ width: 160, height: 96, format, notices: [] });
    expect(times(info)).toEqual(evenly(frames));
    expect([...info.keyFrames]).toEqual(expect.arrayContaining(keyFrames));
    expect(info.duration).toBeCloseTo(2.4, 2);
  });

  it('is as long as its frames where it does not say', async () => {
    const { info, bitmap } = await openedFile('no-duration.webm');
    expect(times(info)).toEqual(evenly(30));
    expect(info.duration).toBeCloseTo(1.2, 1);
    expect(info.notices).toEqual([]);
    expect(shownNumber(await bitmap(29))).toBe(29);
  });

  it('keeps the time of its first frame', async () => {
    const { info, bitmap } = await openedFile('late-start.mp4');
    expect(times(info)[0]).toBe(1500);
    expect(info.duration).toBeCloseTo(1.2, 2);
    expect(shownNumber(await bitmap(0))).toBe(0);
  });

  it('keeps the times of a variable rate, and says so', async () => {
    const { info, bitmap } = await openedFile('variable-rate.mp4');
    expect(info.notices.map(({ code }) => code)).toEqual(['variable-rate']);
    expect(times(info).slice(18, 23)).toEqual([720, 760, 800, 880, 960]);
    expect(shownNumber(await bitmap(41))).toBe(41);
  });

  it('is turned as the camera noted it', async () => {
    const { info, bitmap } = await openedFile('turned.mp4');
    expect(info).toMatchObject({ width: 96, height: 160, notices: [{ code: 'rotated' }] });
    const frame = await bitmap(37);
    expect([frame.width, frame.height]).toEqual([96, 160]);
    expect(shownNumber(frame, true)).toBe(37);
  });

  it('has square pixels', async () => {
    const { info, bitmap } = await openedFile('wide-pixels.mp4');
    expect(info).toMatchObject({ width: 320, height: 96, notices: [{ code: 'stretched' }] });
    const frame = await bitmap(13);
    expect([frame.width, frame.height]).toEqual([320, 96]);
    expect(shownNumber(frame)).toBe(13);
  });

  it('may have odd sides', async () => {
    const { info, bitmap } = await openedFile('odd.webm');
    expect(info).toMatchObject({ width: 161, height: 97, notices: [] });
    expect(shownNumber(await bitmap(21))).toBe(21);
  });

  it('of 10 bits is read in 8, and says so', async () => {
    const { info, bitmap } = await openedFile('ten-bit.webm');
    expect(info.notices.map(({ code }) => code)).toEqual(['ten-bit']);
    expect(shownNumber(await bitmap(11))).toBe(11);
  });
});

describe('a video that is damaged', () => {
  it.each([
    ['h264.mp4', 0.7],
    ['h264-fragments.mp4', 0.7],
    ['vp9.webm', 0.5],
  ])('%s that is cut off has the frames before, and says so', async (name, share) => {
    const { info, bitmap } = await opened(await cutFile(name, share), name);
    const frames = info.timestamps.length;
    expect(frames).toBeGreaterThan(10);
    expect(frames).toBeLessThan(58);
    expect(info.notices.map(({ code }) => code)).toEqual(['damaged']);
    expect(shownNumber(await bitmap(frames - 6))).toBe(frames - 6);
  });

  it('of a format without a length cannot be told from a shorter one', async () => {
    const name = 'h264-open-gop.mpegts';
    const { info, bitmap } = await opened(await cutFile(name, 0.5), name);
    const frames = info.timestamps.length;
    expect([frames > 20, frames < 40, info.notices]).toEqual([true, true, []]);
    expect(shownNumber(await bitmap(frames - 6))).toBe(frames - 6);
  });

  it.each(['h264.mp4', 'vp9.webm', 'av1.mp4'])(
    'in the middle: %s shows no frame as another, and keeps what can be read',
    async (name) => {
      const { info, bitmap } = await opened(await damagedFile(name, 0.5, 0.55), name);
      const seen: (number | string)[] = [];
      for (const index of info.timestamps.keys())
        seen.push(
          await bitmap(index).then(
            (frame) => shownNumber(frame),
            (error) => error.code,
          ),
        );
      const painted = times(info).map((milliseconds) => milliseconds / 40);
      const readable = painted.filter((number, i) => seen[i] === number);
      expect(seen.filter((number) => number !== 'frame-unreadable')).toEqual(readable);
      expect(readable.length).toBeLessThan(60);
      expect(readable.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
      // A container that is damaged ends there, and says so; else the next key frame goes on.
      if (info.notices.some(({ code }) => code === 'damaged')) expect(name).toBe('vp9.webm');
      else expect(readable.slice(-10)).toEqual(Array.from({ length: 10 }, (_, i) => 50 + i));
    },
  );

  it.each([
    ['h264.mp4', 0.1],
    ['h264-fragments.mp4', 0.1],
    ['vp9.webm', 0.02],
    ['h264-open-gop.mpegts', 0.02],
  ])('%s that is cut off before its first frame cannot be read', async (name, share) => {
    await expect(opened(await cutFile(name, share), name)).rejects.toMatchObject({
      code: 'drive-unreadable',
    });
  });
});

describe('what is no drive', () => {
  it.each([
    ['hevc.mp4', /cannot decode H\.265.*ffmpeg -i "hevc\.mp4" -c:v libx264/],
    ['mpeg4.avi', /^AVI files cannot be read.*ffmpeg -i "mpeg4\.avi"/],
    ['mpeg4.mp4', /cannot decode the video in this file.*ffmpeg/],
    ['encrypted.mp4', /encrypted/],
    ['encrypted-fragments.mp4', /encrypted/],
    ['sound-only.mp4', /sound, but no video/],
  ])('%s says what to do', async (name, message) => {
    await expect(openedFile(name)).rejects.toMatchObject({
      code: 'drive-unsupported',
      message: expect.stringMatching(message),
      retryable: false,
    });
  });

  it.each([
    ['', 'drive-unreadable', /empty/],
    ['<!doctype html><p>Log in', 'drive-unsupported', /web page/],
    ['\n\n<html>', 'drive-unsupported', /web page/],
    ['nothing of the kind', 'drive-unsupported', /no MP4.*ffmpeg/],
  ])('neither is a file of "%s"', async (text, code, message) => {
    await expect(opened(new Blob([text]), 'road.mp4')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
