import { zipSync } from 'fflate';
import { beforeEach, expect, it } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import { unpacked } from './unpacked';

const text = (content: string) => new TextEncoder().encode(content);
const archive = (name: string, bytes: Uint8Array) => ({
  path: name,
  file: new File([bytes as Uint8Array<ArrayBuffer>], name),
});
const zip = zipSync({
  'cam/frame_1.png': [text('one'.repeat(500)), { level: 0 }],
  'cam/frame_2.png': text('two'.repeat(500)),
  'cam/': new Uint8Array(0),
  '__MACOSX/cam/._frame_1.png': text('x'),
  'cam/.DS_Store': text('x'),
});
const told = () => getState().notices.list.map((notice) => notice.text);

beforeEach(() => useStore.setState(initialState(), true));

it('an archive is its files, stored or packed, in a folder of its name', async () => {
  const files = await unpacked([archive('ride.zip', zip)]);
  expect(files.map(({ path, file }) => [path, file.name])).toEqual([
    ['ride/cam/frame_1.png', 'frame_1.png'],
    ['ride/cam/frame_2.png', 'frame_2.png'],
  ]);
  expect(await files[0]?.file.text()).toBe('one'.repeat(500));
  expect(await files[1]?.file.text()).toBe('two'.repeat(500));
  expect(getState().session.activity).toBeNull();
});

it('other files stay what they are', async () => {
  const files = [{ path: 'a.png', file: new File(['a'], 'a.png') }];
  expect(await unpacked(files)).toEqual(files);
});

it('a damaged file is told, and the others are there', async () => {
  const damaged = zip.slice();
  damaged[60] = (damaged[60] as number) ^ 1;
  const files = await unpacked([archive('ride.zip', damaged)]);
  expect(files.map(({ file }) => file.name)).toEqual(['frame_2.png']);
  expect(told()).toEqual(['ride.zip: the checksum of cam/frame_1.png is wrong.']);
});

it('an archive that ends early is told, and costs no other file', async () => {
  const other = { path: 'a.png', file: new File(['a'], 'a.png') };
  expect(await unpacked([archive('ride.zip', zip.slice(0, 900)), other])).toEqual([other]);
  expect(told()).toEqual(['ride.zip: the archive ends early.']);
});
