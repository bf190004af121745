import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DriveStore } from '#src/workers/drives/drive-store';
import { damagedFile, driveFile, shownNumber } from '#src/workers/drives/testing/drive-files';

const Decoder = globalThis.VideoDecoder;
let decoded: VideoFrame[] = [];
let decoders: VideoDecoder[] = [];

/** Remembers what it decodes. A frame that is closed has no size any more. */
class WatchedDecoder extends Decoder {
  constructor({ output, error }: VideoDecoderInit) {
    const watched = (frame: VideoFrame) => {
      decoded.push(frame);
      output(frame);
    };
    super({ output: watched, error });
    decoders.push(this);
  }
}
const unclosed = () => decoded.filter(({ codedWidth }) => codedWidth > 0).length;
const running = () => decoders.filter(({ state }) => state !== 'closed').length;
const settled = () => new Promise((resolve) => setTimeout(resolve, 200));

beforeAll(() => {
  globalThis.VideoDecoder = WatchedDecoder;
});
afterAll(() => {
  globalThis.VideoDecoder = Decoder;
});
beforeEach(() => {
  decoded = [];
  decoders = [];
});

const drives = new DriveStore();
async function open(driveId: string, name: string, file = driveFile(name)) {
  const info = await drives.open({ driveId, source: { kind: 'video', blob: await file, name } });
  const shown = async (index: number) =>
    shownNumber((await drives.frame({ driveId, index, name })).bitmap);
  return { info, shown };
}

it('1000 frames in order go through without a stall, and a bounded number is open at a time', async () => {
  const { shown } = await open('d', 'h264.mp4');
  let most = 0;
  for (let i = 0; i < 1000; i++) {
    expect(await shown(i % 60)).toBe(i % 60);
    most = Math.max(most, unclosed());
  }
  expect(most).toBeLessThanOrEqual(48);
  await drives.close('d');
  await settled();
  expect([decoded.length >= 1000, unclosed(), running()]).toEqual([true, 0, 0]);
});

it('a frame that was prepared is decoded once, and closed where nobody asks for it', async () => {
  const { shown } = await open('d', 'h264.mp4');
  const prepare = (index: number) => drives.prepare({ driveId: 'd', index, name: 'h264.mp4' });
  await shown(0);
  prepare(1);
  expect(await shown(1)).toBe(1);
  prepare(30);
  prepare(31);
  expect(await shown(2)).toBe(2);
  prepare(40);
  await drives.close('d');
  await settled();
  expect([unclosed(), running()]).toEqual([0, 0]);
});

it('one decoder runs at a time, that of the drive that was asked last', async () => {
  const first = await open('a', 'h264.mp4');
  const second = await open('b', 'vp9.webm');
  for (const index of [0, 1, 2]) await first.shown(index);
  for (const index of [0, 1, 2]) await second.shown(index);
  await settled();
  expect(running()).toBe(1);
  for (const index of [3, 4]) expect(await first.shown(index)).toBe(index);
  await drives.close('a');
  await drives.close('b');
  await settled();
  expect([unclosed(), running()]).toEqual([0, 0]);
});

it('nothing stays open behind damage, or when a drive is closed while it is read', async () => {
  const { info, shown } = await open('d', 'av1.mp4', damagedFile('av1.mp4', 0.5, 0.55));
  for (const index of info.timestamps.keys()) await shown(index).catch(() => undefined);
  const reading = Promise.allSettled([shown(0), shown(30), shown(59)]);
  await drives.close('d');
  await reading;
  await settled();
  expect([unclosed(), running()]).toEqual([0, 0]);
});
