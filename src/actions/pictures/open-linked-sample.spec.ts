import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runNoticeAction } from '#src/session/notices';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { getState } from '#src/store/store';
import { openLinkedSample } from './open-linked-sample';

const SAMPLES = ['hill', 'cow'].map((id) => ({
  id,
  title: id,
  image: `samples/${id}.webp`,
  mask: `samples/${id}.png`,
  width: 8,
  height: 4,
  description: '',
  unknown: [],
}));
const DRIVES = [
  {
    id: 'ride',
    title: 'A ride',
    video: 'samples/ride.mp4',
    labels: 'samples/ride.zip',
    width: 8,
    height: 4,
    frames: 2,
    rate: 10,
    description: '',
    unknown: [],
  },
];
let isOnline: boolean;
const names = () => Object.values(getState().pictures.byId).map(({ name }) => name);
const notices = () => getState().notices.list.map(({ text }) => text);
const always = () => true;

beforeEach(() => {
  isOnline = true;
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', async (url: URL) => {
    if (!isOnline) throw new TypeError('offline');
    if (url.pathname.endsWith('drives.json')) return Response.json(DRIVES);
    return url.pathname.endsWith('samples.json') ? Response.json(SAMPLES) : new Response('x');
  });
  openPictures([]);
});
afterEach(() => vi.unstubAllGlobals());

it('opens the sample that is named', async () => {
  await openLinkedSample('cow', always);
  expect(names()).toEqual(['cow.webp']);
  expect(notices()).toEqual([]);
  await settle();
});

it('opens the first where none is named, and selects one that is open', async () => {
  await openLinkedSample(null, always);
  await openLinkedSample('cow', always);
  await openLinkedSample(null, always);
  expect(names()).toEqual(['hill.webp', 'cow.webp']);
  const { byId, selectedId } = getState().pictures;
  expect(byId[selectedId ?? '']?.name).toBe('hill.webp');
  expect(notices()).toEqual([]);
  await settle();
});

it('says that there is no such sample, and opens the first', async () => {
  await openLinkedSample('horse', always);
  expect(names()).toEqual(['hill.webp']);
  expect(notices()).toEqual(['There is no sample “horse”, which this link names.']);
  await settle();
});

it('opens a drive that is named', async () => {
  await openLinkedSample('ride', always);
  await settle();
  expect(getState().drives.byId.ride?.name).toBe('ride.mp4');
  expect(getState().pictures.order).toEqual(['ride@0']);
});

it('opens no drive that is no longer wanted', async () => {
  await openLinkedSample('ride', () => false);
  expect(getState().pictures.order).toEqual([]);
});

it('opens nothing that is no longer wanted', async () => {
  await openLinkedSample('cow', () => false);
  expect(names()).toEqual([]);
});

it('blames no link for samples that could not be loaded, and loads them the next time', async () => {
  isOnline = false;
  await openLinkedSample('cow', always);
  expect(notices()).toEqual(['The samples could not be loaded. Your own pictures work.']);
  isOnline = true;
  await openLinkedSample('cow', always);
  expect(names()).toEqual(['cow.webp']);
  await settle();
});

it('brings the samples when they are asked for again', async () => {
  isOnline = false;
  await openLinkedSample(null, always);
  isOnline = true;
  runNoticeAction(getState().notices.list[0]!);
  await vi.waitFor(() =>
    expect(getState().session.samples.map(({ id }) => id)).toEqual(['hill', 'cow']),
  );
});
