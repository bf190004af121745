import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import { download, loadSamples } from './samples';

const SAMPLE = {
  id: 'street',
  title: 'A street',
  image: 'samples/street.jpg',
  mask: 'samples/street.png',
  width: 4,
  height: 3,
  description: 'With a dog.',
  unknown: ['dog'],
};
const DRIVE = {
  id: 'street',
  title: 'Along a street',
  video: 'samples/drive/street.mp4',
  labels: 'samples/drive/street.zip',
  width: 4,
  height: 3,
  frames: 20,
  rate: 10,
  description: 'A dog comes.',
  unknown: ['dog'],
};

const answer = vi.fn<(url: URL) => Promise<Response>>();

beforeEach(() => {
  useStore.setState(initialState(), true);
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('document', { baseURI: 'https://host/folder/index.html' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the server sends for each list. */
function answerWith(pictures: () => Promise<Response>, drives: () => Promise<Response>): void {
  answer.mockImplementation(({ pathname }) =>
    pathname.endsWith('drives.json') ? drives() : pictures(),
  );
}
const pictures = async () => Response.json([SAMPLE]);
const drives = async () => Response.json([DRIVE]);

it('the lists of samples are read beside the page, and once', async () => {
  answerWith(pictures, drives);
  await loadSamples();
  await loadSamples();
  expect(answer.mock.calls.map(([url]) => url.href)).toEqual([
    'https://host/folder/samples/samples.json',
    'https://host/folder/samples/drive/drives.json',
  ]);
  expect(getState().session.samples).toEqual([SAMPLE]);
  expect(getState().session.sampleDrives).toEqual([DRIVE]);
  expect(getState().notices.list).toEqual([]);
});

it.each([
  ['it is not there', () => Promise.resolve(new Response('', { status: 404 }))],
  ['the network is gone', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['it is another list', () => Promise.resolve(Response.json([{ ...SAMPLE, unknown: [1] }]))],
  ['a part is missing', () => Promise.resolve(Response.json([{ id: 'street' }]))],
])('a person is told when %s, and the other list is there', async (_why, respond) => {
  const told = [
    { kind: 'warning', text: 'The samples could not be loaded. Your own pictures work.' },
  ];
  answerWith(respond, drives);
  await loadSamples();
  expect(getState().session).toMatchObject({ samples: [], sampleDrives: [DRIVE] });
  expect(getState().notices.list).toMatchObject(told);

  useStore.setState(initialState(), true);
  answerWith(pictures, respond);
  await loadSamples();
  expect(getState().session).toMatchObject({ samples: [SAMPLE], sampleDrives: [] });
  expect(getState().notices.list).toMatchObject(told);
});

it('a download says what was not there', async () => {
  answer.mockResolvedValue(new Response('', { status: 503 }));
  await expect(download('samples/a.png')).rejects.toThrow('samples/a.png answered 503.');
});
