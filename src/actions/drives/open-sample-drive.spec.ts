import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { seek } from '#src/session/drives/seek';
import { runNoticeAction } from '#src/session/notices';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { frameId } from '#src/store/drives/drive-ids';
import { frameLabels, labelFiles } from '#src/store/files';
import type { SampleDrive } from '#src/store/samples';
import { getState, patchSession } from '#src/store/store';
import { openSampleDrive } from './open-sample-drive';

const ID = 'street-drive';
const SAMPLE: SampleDrive = {
  id: ID,
  title: 'Along a street',
  video: 'samples/drive/street.mp4',
  labels: 'samples/drive/street.zip',
  width: 64,
  height: 36,
  frames: 3,
  rate: 10,
  description: '',
  unknown: ['sofa', 'cow'],
};
const READING = { as: 'ids', anomaly: [1, 2], ignore: [] };
const AT = (index: number) => frameId(ID, index);

let missing: RegExp | null;
let answerLabels: () => void;

beforeEach(() => {
  missing = null;
  frameLabels.clear();
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', async ({ pathname }: URL) => {
    if (missing?.test(pathname)) return new Response('', { status: 404 });
    if (!pathname.endsWith('.zip')) return new Response('video');
    await new Promise<void>((resolve) => {
      answerLabels = resolve;
    });
    const names = [2, 0, 1].map((index) => `frame_00000${index}.png`);
    return new Response(
      zipSync(Object.fromEntries(names.map((name) => [name, new TextEncoder().encode(name)]))),
    );
  });
  openPictures([], {
    openDrive: ({ driveId }) => ({
      driveId,
      kind: 'video',
      width: 64,
      height: 36,
      format: 'MP4, H.264',
      timestamps: Float64Array.of(0, 0.1, 0.2),
      keyFrames: Uint32Array.of(0),
      duration: 0.3,
      notices: [],
    }),
  });
  patchSession({ engineState: 'ready', sampleDrives: [SAMPLE] });
});
afterEach(() => vi.unstubAllGlobals());

async function open(): Promise<void> {
  await openSampleDrive(ID);
  await settle();
  answerLabels();
  await settle();
}
/** Not those about the numbers of drives, which have no database here. */
const notices = () =>
  getState()
    .notices.list.filter(({ text }) => text.includes(SAMPLE.title))
    .map(({ kind, text }) => `${kind}: ${text}`);

it('is one entry of the list, and each of its frames has its own label', async () => {
  await open();
  expect(getState().pictures.order).toEqual([AT(0)]);
  expect(getState().pictures.selectedId).toBe(AT(0));
  expect(getState().drives.byId[ID]?.name).toBe('street.mp4');
  const label = labelFiles.get(AT(0));
  expect(label).toMatchObject({ name: 'frame_000000.png', reading: READING });
  expect([...frameLabels.keys()].sort()).toEqual([AT(1), AT(2)]);
  seek(ID, 2);
  await settle();
  expect(labelFiles.get(AT(2))).toMatchObject({ name: 'frame_000002.png', reading: READING });
  expect(await labelFiles.get(AT(2))?.blob.text()).toBe('frame_000002.png');
  expect(notices()).toEqual([]);
});

it('is selected when it is open already', async () => {
  await open();
  seek(ID, 1);
  await settle();
  await openSampleDrive(ID);
  expect(getState().pictures.order).toEqual([AT(1)]);
  await settle();
});

it('is not opened when something else is wanted after the download, or nothing of that name is known', async () => {
  await openSampleDrive(ID, () => false);
  await openSampleDrive('another');
  expect(getState().pictures.order).toEqual([]);
});

it('says when it could not be downloaded, and is tried again', async () => {
  missing = /mp4$/;
  await openSampleDrive(ID);
  expect(notices()).toEqual(['error: The sample “Along a street” could not be downloaded.']);
  expect(getState().pictures.order).toEqual([]);
  missing = null;
  runNoticeAction(getState().notices.list[0]!);
  await vi.waitFor(() => expect(getState().pictures.order).toEqual([AT(0)]));
  await settle();
});

it('is open without its labels, which is said', async () => {
  missing = /zip$/;
  await openSampleDrive(ID);
  await settle();
  expect(getState().pictures.order).toEqual([AT(0)]);
  expect(notices()).toEqual([
    'info: The ground truth of “Along a street” could not be downloaded.',
  ]);
});

it('leaves no labels behind when it was closed before they came', async () => {
  await openSampleDrive(ID);
  await settle();
  removePictures([AT(0)]);
  answerLabels();
  await settle();
  expect([...frameLabels.keys(), ...labelFiles.keys()]).toEqual([]);
});
