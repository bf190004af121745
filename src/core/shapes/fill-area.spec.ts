import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { polygonMask } from '#src/core/annotation/polygon-mask';
import { random as seeded } from '#src/core/random';
import { decodeRle } from '#src/core/rle/coco-rle';
import { DrawingBudget, fillArea, pixelsOfRuns } from './fill-area';
import type { Area } from './shapes';

const SIZE = { width: 17, height: 13 };

function filled(area: Area, size = SIZE): Uint8Array {
  const mask = new Uint8Array(size.width * size.height);
  fillArea(area, size, new DrawingBudget(), (start, length) => mask.fill(1, start, start + length));
  return mask;
}
const countOf = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);

it('polygons are filled as those that are drawn on the page', () => {
  const random = seeded(3);
  for (let round = 0; round < 200; round++) {
    const corners = Array.from({ length: 3 + Math.floor(random() * 6) }, () => ({
      x: random() * 24 - 3,
      y: random() * 20 - 3,
    }));
    const ring = corners.flatMap(({ x, y }) => [x, y]);
    expect(filled({ kind: 'rings', rings: [ring] })).toEqual(decodeRle(polygonMask(corners, SIZE)));
  }
});

it('polygons side by side share no pixel and leave none out', () => {
  const [left, right] = [
    [0, 0, 8.5, 0, 8.5, 13, 0, 13],
    [8.5, 0, 17, 0, 17, 13, 8.5, 13],
  ];
  expect(countOf(filled({ kind: 'rings', rings: [left!] }))).toBe(8 * 13);
  expect(countOf(filled({ kind: 'rings', rings: [right!] }))).toBe(9 * 13);
});

it('a ring that crosses itself is even-odd, rings that overlap are one', () => {
  const square = [0, 0, 4, 0, 4, 4, 0, 4];
  expect(countOf(filled({ kind: 'rings', rings: [[...square, ...square]] }))).toBe(0);
  expect(countOf(filled({ kind: 'rings', rings: [square, square] }))).toBe(16);
});

it('an ellipse turns clockwise', () => {
  const ellipse = { kind: 'ellipse', x: 8.5, y: 6.5, radiusX: 5, radiusY: 1.2 } as const;
  const at = (mask: Uint8Array, x: number, y: number) => mask[y * SIZE.width + x];
  expect(at(filled({ ...ellipse, angle: 0 }), 12, 6)).toBe(1);
  const turned = filled({ ...ellipse, angle: 45 });
  expect([at(turned, 11, 9), at(turned, 11, 3), at(turned, 13, 11)]).toEqual([1, 0, 0]);
  expect(countOf(filled({ ...ellipse, x: 1000, angle: 0 }))).toBe(0);
});

it.each(['columns', 'rows'] as const)(
  'runs along %s fill their box, also beyond the picture',
  (order) => {
    const runs = {
      kind: 'runs',
      order,
      x: 15,
      y: 11,
      width: 3,
      height: 2,
      counts: [1, 3, 2],
    } as const;
    const rows =
      order === 'columns'
        ? [
            [15, 12],
            [16, 11],
            [16, 12],
          ]
        : [
            [16, 11],
            [15, 12],
          ];
    const mask = filled({ ...runs, counts: [...runs.counts] });
    const expected = new Uint8Array(17 * 13);
    for (const [x, y] of rows) expected[y! * 17 + x!] = 1;
    expect(mask).toEqual(expected);
  },
);

it('what lies beyond the picture on any side is left out, not drawn in the next row', () => {
  const size = { width: 3, height: 2 };
  const data = new Uint8Array(5 * 4).fill(1);
  const png = btoa(String.fromCharCode(...encode({ width: 5, height: 4, channels: 1, data })));
  const [across, down] = [
    { width: 5, height: 1, counts: [0, 5] },
    { width: 1, height: 4, counts: [0, 4] },
  ];
  for (const [x, y, pixels] of [
    [-1, -1, [1, 1, 1, 1, 1, 1]],
    [-4, 0, [1, 0, 0, 1, 0, 0]],
    [2, 0, [0, 0, 1, 0, 0, 1]],
    [0, -3, [1, 1, 1, 0, 0, 0]],
    [0, 1, [0, 0, 0, 1, 1, 1]],
  ] as const)
    expect([...filled({ kind: 'png', base64: png, x, y }, size)]).toEqual(pixels);
  for (const order of ['columns', 'rows'] as const)
    for (const [x, y, box, pixels] of [
      [-4, 1, across, [0, 0, 0, 1, 0, 0]],
      [2, 0, across, [0, 0, 1, 0, 0, 0]],
      [1, -3, down, [0, 1, 0, 0, 0, 0]],
      [1, 1, down, [0, 0, 0, 0, 1, 0]],
      [0, -1, across, [0, 0, 0, 0, 0, 0]],
      [0, 2, across, [0, 0, 0, 0, 0, 0]],
    ] as const) {
      const counts = [...box.counts];
      const runs: Area = { kind: 'runs', order, ...box, x, y, counts };
      expect([...filled(runs, size)]).toEqual(pixels);
    }
});

it('runs are counted without those that are no number of pixels', () => {
  expect(pixelsOfRuns([9, 2, 9, 3, 9])).toBe(5);
  expect(pixelsOfRuns([9, 2, 9, -3, 9, Number.NaN])).toBe(2);
  expect(() => pixelsOfRuns('oooooooo')).toThrow(/runs of a mask/);
});

it.each<[string, number[] | string]>([
  ['too few', [1, 2]],
  ['too many', [1, 6]],
  ['none', []],
  ['of negative length', [8, -2]],
  ['of negative length in between', [4, -1, 3]],
  ['of no length', [1.5, 4.5]],
  ['of parts of pixels', [1.5, 4, 0.5]],
  ['far too many', [0, 1e12]],
  ['without end', 'oooooooo'],
])('runs that are %s are refused', (_what, counts) => {
  const box = { x: 0, y: 0, width: 3, height: 2, order: 'rows' } as const;
  expect(() => filled({ kind: 'runs', counts, ...box })).toThrow(/runs of a mask/);
});

it('what takes too long is refused, not drawn', () => {
  const draw = (area: Area, steps: number) => () =>
    fillArea(area, { width: 100, height: 100 }, new DrawingBudget(steps), () => {});
  const ring = (corners: number[]): Area => ({ kind: 'rings', rings: [corners] });
  const whole = [0, 0, 100, 0, 100, 100, 0, 100];
  const upAndDown = Array.from({ length: 2000 }, (_, i) =>
    i % 4 === 3 ? 100 : i % 2 ? 0 : i / 20,
  );
  const disc: Area = { kind: 'ellipse', x: 50, y: 50, radiusX: 50, radiusY: 50, angle: 0 };
  const box = { x: 0, y: 0, width: 100, height: 100 };
  const runs: Area = { kind: 'runs', order: 'rows', counts: [0, 10_000], ...box };
  const corner: Area = { ...disc, x: 100, y: 100, radiusX: 20, radiusY: 10 };
  for (const [area, steps] of [
    [ring(whole), 15_000],
    [ring([90, 90, 100, 90, 100, 100, 90, 100]), 510],
    [corner, 1700],
    [ring(upAndDown), 2_100_000],
    [disc, 45_000],
    [runs, 110_000],
  ] as const) {
    expect(draw(area, steps)).not.toThrow();
    expect(draw(area, steps * 0.6)).toThrow(/too many, or too large/);
  }
});

it('a mask in a PNG is weighed by its header, before it is decoded', () => {
  const png = encode({ width: 100, height: 100, channels: 1, data: new Uint8Array(10_000) });
  const draw = (bytes: Uint8Array, steps: number) => () => {
    const base64 = btoa(String.fromCharCode(...bytes));
    fillArea({ kind: 'png', base64, x: 0, y: 0 }, SIZE, new DrawingBudget(steps), () => {});
  };
  expect(draw(png, 210_000)).not.toThrow();
  expect(draw(png, 190_000)).toThrow(/too many, or too large/);
  expect(draw(png.subarray(0, 40), 190_000)).toThrow(/too many, or too large/);
});

it('a mask that is no PNG in base64 is refused', () => {
  expect(() => filled({ kind: 'png', base64: '%', x: 0, y: 0 })).toThrow(/base64/);
  expect(() => filled({ kind: 'png', base64: 'AAAA', x: 0, y: 0 })).toThrow(/PNG/);
  const colours = encode({
    width: 2,
    height: 1,
    channels: 3,
    data: Uint8Array.of(1, 2, 3, 4, 5, 6),
  });
  const base64 = btoa(String.fromCharCode(...colours));
  expect(() => filled({ kind: 'png', base64, x: 0, y: 0 })).toThrow(/mask of it is in colours/);
});
