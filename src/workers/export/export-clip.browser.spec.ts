import { afterEach, expect, it, vi } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { ClipRequest } from '#src/protocol/drives';
import type { PaneView } from '#src/protocol/view';
import { DriveStore } from '#src/workers/drives/drive-store';
import { damagedFile, driveFile, shownNumber } from '#src/workers/drives/testing/drive-files';
import { chooseCodec } from '#src/workers/export/clip-writer';
import { exportClip } from '#src/workers/export/export-clip';
import { createFakeModels } from '#src/workers/testing/fake-models';

const PANE: PaneView = {
  paneId: 'p',
  settings: settingsFor(methodById('msp')),
  layer: 'picture',
  threshold: 0.5,
  removal: null,
  leftOut: null,
  learnt: [],
  against: null,
  colourMap: 'viridis',
  displayRange: { min: 0, max: 1 },
  opacity: 0.6,
  outlines: false,
};
const drives = new DriveStore();
const fake = createFakeModels(['base']);
const context = { ...fake.context, drives };
afterEach(() => vi.restoreAllMocks());

async function clipOf(indexes: number[], request: Partial<ClipRequest> = {}, signal?: AbortSignal) {
  const frames = indexes.map((index) => ({
    source: { driveId: 'd', index, name: `frame ${index}` },
    timestamp: 100 + index * 0.04,
  }));
  const whole = {
    frames,
    pane: PANE,
    minArea: 1,
    fileName: 'road_f000004.mp4',
    format: 'mp4',
  } as const;
  return exportClip(context, { ...whole, ...request }, signal);
}

async function numbersOf(blob: Blob) {
  const info = await drives.open({ driveId: 'clip', source: { kind: 'video', blob, name: 'c' } });
  const numbers: number[] = [];
  for (const index of info.timestamps.keys())
    numbers.push(shownNumber((await drives.frame({ driveId: 'clip', index, name: 'c' })).bitmap));
  return { info, numbers };
}

const open = (blob: Blob) =>
  drives.open({ driveId: 'd', source: { kind: 'video', blob, name: 'road.mp4' } });

it.each(['mp4', 'webm'] as const)('a film of %s has the frames and their times', async (format) => {
  await open(await driveFile('h264.mp4'));
  const { blob, fileName } = await clipOf([4, 5, 8, 30], { format });
  expect([blob.type, fileName]).toEqual([`video/${format}`, `road_f000004-msp-clip.${format}`]);
  const { info, numbers } = await numbersOf(blob);
  expect(numbers).toEqual([4, 5, 8, 30]);
  expect([...info.timestamps].map((seconds) => Math.round(seconds * 100))).toEqual([0, 4, 16, 104]);
  expect([info.width, info.height]).toEqual([160, 96]);
});

it('the overlay is drawn over the frames', async () => {
  await open(await driveFile('h264.mp4'));
  const { blob } = await clipOf([0, 1], { pane: { ...PANE, layer: 'heat', opacity: 1 } });
  const { numbers } = await numbersOf(blob);
  expect(numbers).toEqual([Number.NaN, Number.NaN]);
});

it('odd sides are cut to even ones', async () => {
  await open(await driveFile('odd.webm'));
  const { info, numbers } = await numbersOf((await clipOf([3, 4])).blob);
  expect([info.width, info.height, ...numbers]).toEqual([160, 96, 3, 4]);
});

it('a frame that cannot be decoded is left out; where all are, it says so', async () => {
  await open(await damagedFile('h264.mp4', 0.5, 0.55));
  const { numbers } = await numbersOf((await clipOf([4, 5, 12, 30])).blob);
  expect(numbers).toEqual([4, 5, 30]);
  await expect(clipOf([12, 13])).rejects.toMatchObject({ code: 'frame-unreadable' });
});

it('can be given up', async () => {
  await open(await driveFile('h264.mp4'));
  const stop = new AbortController();
  vi.spyOn(context, 'tellPage').mockImplementation((_name, notice) => {
    if ('loaded' in notice && notice.loaded === 1 && notice.total === 3) stop.abort();
  });
  await expect(clipOf([1, 2, 3], {}, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

it('it is WebM where the browser has no encoder for MP4', async () => {
  const only = (codec: string) => (asked: string) => Promise.resolve(asked === codec);
  expect(await chooseCodec('mp4', only('avc'))).toEqual({ format: 'mp4', codec: 'avc' });
  expect(await chooseCodec('mp4', only('vp8'))).toEqual({ format: 'webm', codec: 'vp8' });
  expect(await chooseCodec('webm', only('vp9'))).toEqual({ format: 'webm', codec: 'vp9' });
  await expect(chooseCodec('mp4', only('none'))).rejects.toMatchObject({
    code: 'drive-unsupported',
  });
});
