import { expect, it } from 'vitest';
import type { FrameNumbers } from '#src/store/drives/drive-records';
import { keepNumbers, keptNumbers } from './number-store';

const numbers = (index: number, methodId = 'm'): FrameNumbers => ({
  index,
  methodId,
  key: 'k',
  peak: index / 10,
  map: { width: 1, height: 1, range: { min: 0, max: 1 }, levels: Uint8Array.of(index) },
});

it('numbers of a drive are found again, and those of no other', async () => {
  await keepNumbers('a.mp4 1 x', [numbers(5), numbers(2)]);
  await keepNumbers('a.mp4 1 xy', [numbers(7)]);
  await keepNumbers('a.mp4 1 x', [numbers(2, 'other')]);
  expect(await keptNumbers('a.mp4 1 x')).toEqual([numbers(2), numbers(2, 'other'), numbers(5)]);
  expect(await keptNumbers('b.mp4')).toEqual([]);
});

it('those by other settings take the place of the former ones', async () => {
  await keepNumbers('c.mp4', [numbers(1)]);
  await keepNumbers('c.mp4', [{ ...numbers(1), key: 'k2' }]);
  expect(await keptNumbers('c.mp4')).toEqual([{ ...numbers(1), key: 'k2' }]);
});

it('drives that were not opened for the longest time are forgotten', async () => {
  await keepNumbers('old.mp4', [numbers(1)]);
  await keptNumbers('old.mp4');
  for (let drive = 0; drive < 20; drive++) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await keptNumbers(`drive ${drive}`);
  }
  expect(await keptNumbers('old.mp4')).toEqual([]);
});
