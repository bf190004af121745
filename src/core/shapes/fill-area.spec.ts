import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { polygonMask } from '#src/core/annotation/polygon-mask';
import { random as seeded } from '#src/core/random';
import { decodeRle } from '#src/core/rle/coco-rle';
import { DrawingBudget, fillArea } from './fill-area';
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
  expect([at(turned, 11, 9), at(turned, 11, 3)]).toEqual([1, 0]);
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

it.each<[string, number[] | string]>([
  ['too few', [1, 2]],
  ['too many', [1, 6]],
  ['none', []],
  ['of negative length', [8, -2]],
  ['of no length', [1.5, 4.5]],
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
  for (const [area, steps] of [
    [ring(whole), 15_000],
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
});
