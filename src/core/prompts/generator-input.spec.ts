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
  const cases = golden.map(({ from, to, values }) => ({
    name: `${from.join('x')} to ${to.join('x')}`,
    from: from as [number, number],
    to: to as [number, number],
    values,
  }));
  it.each(cases)(
    "$name has PIL's values, and zeros in the padding",
    ({ from: [width, height], to: [columns, rows], values }) => {
      const map = Float32Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        return ((x * x * 7 + y * y * 5 + x * y * 3) % 256) / 100;
      });
      const grid = {
        width: columns,
        height: rows,
        paddedWidth: columns + 3,
        paddedHeight: rows + 2,
      };
      const reduced = reduceMap(map, { width, height }, grid);
      for (const [i, value] of reduced.entries()) {
        const [x, y] = [i % grid.paddedWidth, Math.floor(i / grid.paddedWidth)];
        const expected = x < columns && y < rows ? (values[y * columns + x] as number) : 0;
        expect(Math.abs(value - expected)).toBeLessThan(1e-6);
      }
    },
  );
});
