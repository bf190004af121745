import { describe, expect, it } from 'vitest';
import { generatorGrid, reduceMap } from './generator-input';
import golden from './reduced.golden.json';

const RULE = { longSide: 512, multipleOf: 32 };

describe('the grid of the generator', () => {
  it.each([
    [
      { width: 2048, height: 1024 },
      { width: 512, height: 256, paddedWidth: 512, paddedHeight: 256 },
    ],
    [
      { width: 900, height: 1600 },
      { width: 288, height: 512, paddedWidth: 288, paddedHeight: 512 },
    ],
    [
      { width: 1280, height: 721 },
      { width: 512, height: 288, paddedWidth: 512, paddedHeight: 288 },
    ],
    [
      { width: 100, height: 70 },
      { width: 100, height: 70, paddedWidth: 128, paddedHeight: 96 },
    ],
  ])('of %j is reduced to the long side, never enlarged', (picture, grid) => {
    expect(generatorGrid(picture, RULE)).toEqual(grid);
  });
});

describe('a map', () => {
  it.each(golden.map((one) => [`${one.from.join('x')} to ${one.to.join('x')}`, one] as const))(
    "%s has PIL's values, and zeros in the padding",
    (_name, { from, to, values }) => {
      const [width, height] = from;
      const map = Float32Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        return ((x * x * 7 + y * y * 5 + x * y * 3) % 256) / 100;
      });
      const grid = { width: to[0], height: to[1], paddedWidth: to[0] + 3, paddedHeight: to[1] + 2 };
      const reduced = reduceMap(map, { width, height }, grid);
      for (let y = 0; y < grid.paddedHeight; y++)
        for (let x = 0; x < grid.paddedWidth; x++) {
          const expected = x < grid.width && y < grid.height ? values[y * grid.width + x] : 0;
          expect(Math.abs(reduced[y * grid.paddedWidth + x] - expected)).toBeLessThan(1e-6);
        }
    },
  );
});
