import { expect, it } from 'vitest';
import { paintMask, shrunk, tileSize } from './tile-pixels';

it('a tile keeps the proportions, and is never larger than its picture', () => {
  expect(tileSize({ width: 2048, height: 1024 }, 320)).toEqual({ width: 320, height: 160 });
  expect(tileSize({ width: 100, height: 40 }, 320)).toEqual({ width: 100, height: 40 });
  expect(tileSize({ width: 2000, height: 1 }, 320)).toEqual({ width: 320, height: 1 });
});

it('a single pixel of a region is still to be seen in the tile', () => {
  const values = new Uint8Array(8 * 4);
  values[1 * 8 + 5] = 255;
  const covers = shrunk(values, { width: 8, height: 4 }, { width: 4, height: 2 }, Boolean);
  expect([...covers]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
});

it('regions are tinted inside and outlined, what lies outside stays', () => {
  const size = { width: 5, height: 3 };
  const rgba = new Uint8ClampedArray(5 * 3 * 4).fill(100);
  const mask = Uint8Array.from({ length: 15 }, (_, i) => Number(i % 5 < 3));
  paintMask(rgba, size, mask);
  const pixel = (x: number, y: number) => [...rgba.slice(4 * (5 * y + x), 4 * (5 * y + x) + 4)];
  expect(pixel(0, 0)).toEqual([255, 46, 147, 100]);
  expect(pixel(1, 1)).toEqual([170, 76, 121, 100]);
  expect(pixel(2, 1)).toEqual([255, 46, 147, 100]);
  expect(pixel(3, 1)).toEqual([100, 100, 100, 100]);
});
