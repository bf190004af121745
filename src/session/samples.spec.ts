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

const answer = vi.fn<(url: URL) => Promise<Response>>();

beforeEach(() => {
  useStore.setState(initialState(), true);
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('document', { baseURI: 'https://host/folder/index.html' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('the list of samples is read beside the page', async () => {
  answer.mockResolvedValue(Response.json([SAMPLE]));
  await loadSamples();
  expect(answer.mock.calls.map(([url]) => url.href)).toEqual([
    'https://host/folder/samples/samples.json',
  ]);
  expect(getState().session.samples).toEqual([SAMPLE]);
  expect(getState().notices.list).toEqual([]);
});

it.each([
  ['it is not there', () => Promise.resolve(new Response('', { status: 404 }))],
  ['the network is gone', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['it is another list', () => Promise.resolve(Response.json([{ ...SAMPLE, unknown: [1] }]))],
  ['a part is missing', () => Promise.resolve(Response.json([{ id: 'street' }]))],
])('a person is told when %s', async (_why, respond) => {
  answer.mockImplementation(respond);
  await loadSamples();
  expect(getState().session.samples).toEqual(initialState().session.samples);
  expect(getState().notices.list).toMatchObject([
    { kind: 'warning', text: 'The samples could not be loaded. Your own pictures work.' },
  ]);
});

it('a download says what was not there', async () => {
  answer.mockResolvedValue(new Response('', { status: 503 }));
  await expect(download('samples/a.png')).rejects.toThrow('samples/a.png answered 503.');
});
