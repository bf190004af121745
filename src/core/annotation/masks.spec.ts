import { describe, expect, it } from 'vitest';
import { fillsItsSize, pixelsOf, unionOf, without } from '#src/core/annotation/combine-masks';
import { random as createRandom } from '#src/core/random';
import { decodeRle, encodeRle } from '#src/core/rle/coco-rle';
import { verticalLines } from './column-spans';
import { polygonMask } from './polygon-mask';
import { strokeMask } from './stroke-mask';

type Corner = readonly [number, number];
const point = ([x, y]: Corner) => ({ x, y });
const points = (...corners: Corner[]) => corners.map(point);

/** A mask as rows of text. */
function rows(mask: ReturnType<typeof polygonMask>): string[] {
  const [height, width] = mask.size;
  const pixels = Array.from(decodeRle(mask), (pixel) => (pixel ? '#' : '.'));
  return Array.from({ length: height }, (_, y) =>
    pixels.slice(y * width, (y + 1) * width).join(''),
  );
}

function fromRows(...lines: string[]) {
  return encodeRle(
    lines
      .join('')
      .split('')
      .map((pixel) => Number(pixel === '#')),
    { width: lines[0]?.length ?? 0, height: lines.length },
  );
}

const SIX = { width: 6, height: 5 };
const polygon = (...corners: Corner[]) => rows(polygonMask(points(...corners), SIX));
const stroke = (diameter: number, ...way: Corner[]) =>
  rows(strokeMask(points(...way), diameter, SIX));

describe('the mask of a polygon', () => {
  it('holds the pixels whose centres are inside', () => {
    expect(polygon([1, 1], [4, 1], [4, 3], [1, 3])).toEqual([
      '......',
      '.###..',
      '.###..',
      '......',
      '......',
    ]);
    expect(polygon([1.4, 1.6], [4.6, 1.6], [4.6, 3.4], [1.4, 3.4])).toEqual([
      '......',
      '......',
      '.####.',
      '......',
      '......',
    ]);
    // The hypotenuse goes through the centres of a diagonal, which have the inside below them.
    expect(polygon([0, 0], [0, 5], [5, 5])).toEqual([
      '#.....',
      '##....',
      '###...',
      '####..',
      '#####.',
    ]);
  });

  it('leaves out what is inside twice: even-odd', () => {
    const frame: Corner[] = [
      [0, 0],
      [5, 0],
      [5, 5],
      [0, 5],
      [0, 0],
      [2, 2],
      [3, 2],
      [3, 3],
      [2, 3],
      [2, 2],
    ];
    expect(polygon(...frame)).toEqual(['#####.', '#####.', '##.##.', '#####.', '#####.']);
  });

  it('shares no pixel with its neighbour, also where their edge goes through centres', () => {
    const left = polygonMask(points([0, 0], [2.5, 0], [2.5, 5], [0, 5]), SIX);
    const right = polygonMask(points([2.5, 0], [6, 0], [6, 5], [2.5, 5]), SIX);
    expect(pixelsOf(left) + pixelsOf(right)).toBe(30);
    expect(pixelsOf(unionOf(left, right))).toBe(30);
  });

  it('is cut off at the picture, and empty beside it or without an inside', () => {
    expect(polygon([-9, -9], [2, -9], [2, 2], [-9, 2])).toEqual([
      '##....',
      '##....',
      '......',
      '......',
      '......',
    ]);
    expect(polygon([-100, -100], [100, -100], [100, 100], [-100, 100])).toEqual(
      Array(5).fill('######'),
    );
    for (const empty of [
      [
        [7, 0],
        [9, 0],
        [9, 4],
      ],
      [
        [1, 1],
        [4, 4],
      ],
      [],
    ] as Corner[][])
      expect(polygon(...empty).join('')).not.toContain('#');
  });

  it('works on a picture of one pixel', () => {
    const pixel = { width: 1, height: 1 };
    expect(rows(polygonMask(points([0, 0], [1, 0], [1, 1], [0, 1]), pixel))).toEqual(['#']);
    expect(rows(polygonMask(points([0.6, 0.6], [1, 0.6], [1, 1]), pixel))).toEqual(['.']);
  });
});

describe('the mask of a stroke', () => {
  it('is a disc where the brush only touched', () => {
    expect(stroke(3, [2.5, 2.5])).toEqual(['......', '.###..', '.###..', '.###..', '......']);
    expect(stroke(2, [2.5, 2.5])).toEqual(['......', '..#...', '.###..', '..#...', '......']);
    expect(stroke(2, [3, 2])).toEqual(['......', '..##..', '..##..', '......', '......']);
    // Half a pixel beside every centre it still holds one.
    expect(pixelsOf(strokeMask([{ x: 3.2, y: 1.9 }], 2, SIX))).toBeGreaterThan(0);
  });

  it('is as wide as the brush along its way, with round ends', () => {
    expect(stroke(1, [0.5, 2.5], [4.5, 2.5])).toEqual([
      '......',
      '......',
      '#####.',
      '......',
      '......',
    ]);
    expect(stroke(2.6, [1.5, 2.5], [3.5, 2.5])).toEqual([
      '......',
      '.###..',
      '#####.',
      '.###..',
      '......',
    ]);
    expect(stroke(1, [0.5, 0.5], [4.5, 4.5])).toEqual([
      '#.....',
      '.#....',
      '..#...',
      '...#..',
      '....#.',
    ]);
  });

  it('turns corners without gaps, and may leave the picture', () => {
    expect(stroke(1, [0.5, 0.5], [3.5, 0.5], [3.5, 9])).toEqual([
      '####..',
      '...#..',
      '...#..',
      '...#..',
      '...#..',
    ]);
    expect(stroke(4, [-2, -2], [-2, 9]).join('')).not.toContain('#');
    expect(strokeMask([{ x: 0.5, y: 0.5 }], 1, { width: 1, height: 1 })).toEqual(fromRows('#'));
  });

  it('is what the distance to its way says, for random strokes', () => {
    const random = createRandom(3);
    const size = { width: 23, height: 17 };
    for (let run = 0; run < 20; run++) {
      const way = Array.from({ length: 1 + Math.floor(random() * 5) }, () =>
        point([random() * 30 - 4, random() * 24 - 4]),
      );
      const diameter = 0.5 + random() * 9;
      const expected = Uint8Array.from({ length: 23 * 17 }, (_, i) => {
        const [x, y] = [(i % 23) + 0.5, Math.floor(i / 23) + 0.5] as const;
        return Number(way.some((a, step) => distance(x, y, a, way[step + 1] ?? a) <= diameter / 2));
      });
      expect(strokeMask(way, diameter, size)).toEqual(encodeRle(expected, size));
    }
  });
});

function distance(
  x: number,
  y: number,
  a: { x: number; y: number },
  b: { x: number; y: number },
): number {
  const square = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along =
    square === 0
      ? 0
      : Math.min(Math.max(((x - a.x) * (b.x - a.x) + (y - a.y) * (b.y - a.y)) / square, 0), 1);
  return Math.hypot(x - a.x - along * (b.x - a.x), y - a.y - along * (b.y - a.y));
}

describe('masks together', () => {
  const a = fromRows('##..', '##..', '....');
  const b = fromRows('.##.', '.##.', '.##.');

  it('are counted, united and subtracted', () => {
    expect([a, b].map(pixelsOf)).toEqual([4, 6]);
    expect(unionOf(a, b)).toEqual(fromRows('###.', '###.', '.##.'));
    expect(without(a, b)).toEqual(fromRows('#...', '#...', '....'));
    expect(without(b, a)).toEqual(fromRows('..#.', '..#.', '.##.'));
    expect(without(a, a)).toEqual(fromRows('....', '....', '....'));
  });

  it('of different sizes are refused', () => {
    expect(() => unionOf(a, fromRows('##'))).toThrow(RangeError);
  });

  it('are the same as pixel by pixel, for random masks', () => {
    const random = createRandom(5);
    const size = { width: 13, height: 11 };
    const noise = (share: number) =>
      Uint8Array.from({ length: 143 }, () => Number(random() < share));
    for (const share of [0, 0.1, 0.5, 0.9, 1]) {
      const [p, q] = [noise(share), noise(0.5)];
      const [rleP, rleQ] = [encodeRle(p, size), encodeRle(q, size)];
      expect(unionOf(rleP, rleQ)).toEqual(
        encodeRle(
          p.map((value, i) => value | (q[i] as number)),
          size,
        ),
      );
      expect(without(rleP, rleQ)).toEqual(
        encodeRle(
          p.map((value, i) => value & (1 - (q[i] as number))),
          size,
        ),
      );
      expect(pixelsOf(rleP)).toBe(p.reduce((sum, value) => sum + value, 0));
    }
  });

  it('are drawn as vertical lines, each within a column', () => {
    expect([...verticalLines(b)]).toEqual([
      { x: 1, y: 0, length: 3 },
      { x: 2, y: 0, length: 3 },
    ]);
    expect([...verticalLines(fromRows('....', '####', '....'))].map(({ x }) => x)).toEqual([
      0, 1, 2, 3,
    ]);
    expect([...verticalLines(fromRows('..'))]).toEqual([]);
  });

  it('are told from damaged ones', () => {
    expect(fillsItsSize(a)).toBe(true);
    expect(fillsItsSize({ ...a, size: [3, 5] })).toBe(false);
    expect(fillsItsSize({ ...a, counts: `${a.counts}o` })).toBe(false);
  });
});
