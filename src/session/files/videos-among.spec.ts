import { expect, it } from 'vitest';
import { videosAmong } from './videos-among';

const MATROSKA = [0x1a, 0x45, 0xdf, 0xa3, 0, 0];
const file = (path: string, bytes: number[] = [], type = '') => ({
  path,
  file: new File([Uint8Array.from(bytes)], path.replace(/^.*\//, ''), { type }),
});
const stream = Array.from({ length: 600 }, (_, i) => (i % 188 === 0 ? 0x47 : 0));

it.each([
  file('ride.MP4'),
  file('drive/ride.mkv'),
  file('drive/old.avi'), // the worker says what to do with it
  file('ride', [], 'video/mp4'),
  file('ride', MATROSKA),
  file('ride.ts', stream),
])('$path is a video', async (given) => {
  expect((await videosAmong([given])).videos).toEqual([given]);
});

it.each([
  file(
    'ride.ts',
    [...'export const'].map((c) => c.charCodeAt(0)),
    'video/mp2t',
  ),
  file('drive/ride', MATROSKA), // a folder holds much that is nothing
  file('drive/._ride.mp4'),
  file('1.png', MATROSKA),
  file('1'),
])('$path is none', async (given) => {
  expect((await videosAmong([given])).others).toEqual([given]);
});
