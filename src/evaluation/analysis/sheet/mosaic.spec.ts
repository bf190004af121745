import { expect, it } from 'vitest';
import { mosaic } from './mosaic';

const SIZE = { width: 96, height: 48 };
const pixels = () =>
  Uint8ClampedArray.from({ length: 4 * 96 * 48 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37) % 251));
const coverAt = (x: number, y: number) => {
  const cover = new Uint8Array(96 * 48);
  cover[y * 96 + x] = 1;
  return cover;
};

it('what is covered, and two pixels around it, have the colour of their square', () => {
  const before = pixels();
  const after = pixels();
  mosaic(after, SIZE, coverAt(20, 20));
  const changed = new Set<string>();
  const colours = new Set<string>();
  for (let y = 0; y < 48; y++)
    for (let x = 0; x < 96; x++) {
      const i = 4 * (y * 96 + x);
      const inMargin = Math.abs(x - 20) <= 2 && Math.abs(y - 20) <= 2;
      if (inMargin) colours.add(after.slice(i, i + 4).join());
      else if (after.slice(i, i + 4).join() !== before.slice(i, i + 4).join())
        changed.add(`${x},${y}`);
    }
  expect([...changed]).toEqual([]);
  expect(colours.size).toBe(4); // squares of 4 x 4: the margin meets four of them
});

it('the colour is the mean of the whole square, and opacity stays', () => {
  const rgba = pixels();
  const mean = Math.round(
    [0, 1, 2, 3]
      .flatMap((y) => [0, 1, 2, 3].map((x) => rgba[4 * (y * 96 + x)] as number))
      .reduce((sum, value) => sum + value, 0) / 16,
  );
  mosaic(rgba, SIZE, coverAt(0, 0));
  expect([rgba[0], rgba[3]]).toEqual([mean, 255]);
});
