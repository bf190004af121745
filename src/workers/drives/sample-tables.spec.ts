import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { areTablesPlausible } from './sample-tables';

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../e2e/fixtures/drives/${name}`, import.meta.url)));
const isPlausible = (bytes: Uint8Array<ArrayBuffer>) => areTablesPlausible(new Blob([bytes]));

it.each(['h264.mp4', 'h264-open-gop.mp4', 'h264-fragments.mp4', 'vp9.webm'])(
  '%s is plausible',
  async (name) => {
    expect(await isPlausible(bytesOf(name))).toBe(true);
  },
);

it.each([
  ['stts', 16],
  ['ctts', 16],
  ['stsc', 20],
])('a table %s that counts more frames than there are bytes is not', async (name, place) => {
  const bytes = bytesOf('h264.mp4');
  const box = Buffer.from(bytes).indexOf(name) - 4;
  bytes[box + place] = 0x7f;
  expect(await isPlausible(bytes)).toBe(false);
});

it('what is no MP4 has no tables', async () => {
  for (const text of ['', 'short', 'nothing of the kind, but long enough'])
    expect(await areTablesPlausible(new Blob([text]))).toBe(true);
});
