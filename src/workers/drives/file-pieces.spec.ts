import { expect, it } from 'vitest';
import { FilePieces } from './file-pieces';

const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 31) % 251);

it.each([
  [0, 16],
  [262_140, 262_150],
  [10, 600_000],
  [524_288, 700_000],
])('gives the bytes %i to %i, also across what it reads at once', async (start, end) => {
  const read = await new FilePieces(new Blob([bytes])).read(start, end);
  expect(Buffer.compare(read, bytes.subarray(start, end))).toBe(0);
});

it('reads a piece once while it is among the last ones', async () => {
  const blob = new Blob([bytes]);
  let slices = 0;
  const counting = Object.assign(new Blob(), {
    slice: (start: number, end: number) => {
      slices += 1;
      return blob.slice(start, end);
    },
  });
  const pieces = new FilePieces(counting);
  for (let i = 0; i < 50; i++) await pieces.read(i * 10, i * 10 + 8);
  expect(slices).toBe(1);
});
