import { expect, it, vi } from 'vitest';
import { sourceOf } from './given-network';

/** How many pieces of a file are read for three that are wanted, and what the last one holds. */
async function piecesOf(size: number): Promise<{ reads: number; last: Uint8Array }> {
  const bytes = new Uint8Array(size);
  bytes.set([7, 8, 9], size - 3);
  const blob = new Blob([bytes]);
  const slice = vi.spyOn(blob, 'slice');
  const source = sourceOf(blob);
  await Promise.all([source.read(0, 4), source.read(4, 8)]);
  return { last: await source.read(size - 2, size), reads: slice.mock.calls.length };
}

it('a small file is read once, a large one piece by piece, and both give the same', async () => {
  const last = Uint8Array.of(8, 9);
  expect(await piecesOf(2 ** 24)).toEqual({ reads: 1, last });
  expect(await piecesOf(2 ** 24 + 1)).toEqual({ reads: 3, last });
});
