import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { drawLabel, drawnLabelBlob, idsOfNames } from './drawn-label';
import { SHAPE_FILE, shapesOfJson } from './shape-files';

const SIZE = { imageWidth: 8, imageHeight: 6 };
const file = (shapes: unknown, about: object = SIZE) =>
  shapesOfJson(JSON.stringify({ shapes, imagePath: 'a.jpg', ...about }), 'b.json')?.[0];

/** Rows of the label, one character for each pixel. */
async function rowsOf(shapes: unknown): Promise<string[]> {
  const picture = file(shapes)!;
  const ids = idsOfNames(picture.shapes.flatMap(({ name }) => name ?? []));
  const blob = drawnLabelBlob(picture, ids);
  const label = drawLabel(new Uint8Array(await blob.arrayBuffer()));
  const digits = [...label.ids!].map((id) => (id === 255 ? 'v' : `${id || '.'}`)).join('');
  return digits.match(/.{8}/g)!;
}
const square = (label: string, x: number, y: number, side: number) => ({
  label,
  shape_type: 'polygon',
  points: [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ],
});

describe('what a shape of labelme covers', () => {
  it.each<[string, object, string[]]>([
    ['polygon', square('a', 1, 1, 2), ['........', '.11.....', '.11.....']],
    [
      'rectangle, its corners in any order',
      {
        label: 'a',
        shape_type: 'rectangle',
        points: [
          [4, 3],
          [1, 1],
        ],
      },
      ['........', '.111....', '.111....', '........'],
    ],
    [
      'circle by its centre and a point on it',
      {
        label: 'a',
        shape_type: 'circle',
        points: [
          [3, 3],
          [3, 4.2],
        ],
      },
      ['........', '........', '..11....', '..11....', '........'],
    ],
    [
      'line of ten pixels',
      {
        label: 'a',
        shape_type: 'line',
        points: [
          [-9, 7],
          [20, 7],
        ],
      },
      ['........', '........', '11111111', '11111111'],
    ],
    [
      'line in steps, the last of no length, a bar around each',
      {
        label: 'a',
        shape_type: 'linestrip',
        points: [
          [-3, -3],
          [-3, 20],
          [-3, 20],
          [20, 20],
        ],
      },
      ['11......', '11......', '11......', '11......', '11......', '11......'],
    ],
    [
      'slanted line, across its way',
      {
        label: 'a',
        shape_type: 'line',
        points: [
          [2, 10],
          [10, 4],
        ],
      },
      ['......1.', '.....111', '....1111', '..111111', '.1111111', '11111111'],
    ],
    [
      'point of a radius of five',
      { label: 'a', shape_type: 'point', points: [[8, -2]] },
      ['....1111', '....1111', '......11', '........'],
    ],
    ['void, in the place of a class', square('__ignore__', 0, 0, 1), ['v.......', '........']],
  ])('%s', async (_what, shape, rows) => {
    expect((await rowsOf([shape])).slice(0, rows.length)).toEqual(rows);
  });

  it('mask in a PNG at its corner', async () => {
    const png = encode({
      width: 2,
      height: 2,
      channels: 1,
      depth: 8,
      data: Uint8Array.of(255, 0, 0, 1),
    });
    const mask = btoa(String.fromCharCode(...png));
    const shape = {
      label: 'a',
      shape_type: 'mask',
      points: [
        [3, 1],
        [4, 2],
      ],
      mask,
    };
    expect((await rowsOf([shape])).slice(0, 3)).toEqual(['........', '...1....', '....1...']);
  });
});

it('the last shape is on top', async () => {
  const [low, high] = [square('low', 0, 0, 2), square('high', 1, 0, 2)];
  expect((await rowsOf([low, high]))[0]).toBe('211.....');
  expect((await rowsOf([high, low]))[0]).toBe('221.....');
});

it('a picture is named by the file, or by its own name', () => {
  expect(file([])).toEqual({
    picture: 'a.jpg',
    size: { width: 8, height: 6 },
    shapes: [],
    notice: null,
    problem: null,
  });
  for (const imagePath of [undefined, '', 7])
    expect(file([], { ...SIZE, imagePath, flags: {} })?.picture).toBe('b');
});

it.each<[string, unknown, object | undefined, RegExp]>([
  ['no size', [], {}, /does not say how large a\.jpg is/],
  [
    'two corners',
    [
      {
        label: 'a',
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    undefined,
    /fewer than three/,
  ],
  ['a corner far away', [square('a', 1e300, 0, 1)], undefined, /no place in a picture/],
  ['a corner of text', [{ label: 'a', points: [['x', 1]] }], undefined, /no place/],
  ['no corners', [{ label: 'a' }], undefined, /no list of corners/],
  ['corners that are numbers', [{ label: 'a', points: [1, 2] }], undefined, /no pair/],
  [
    'a circle without a point on it',
    [{ label: 'a', shape_type: 'circle', points: [[1, 1]] }],
    undefined,
    /no place/,
  ],
  [
    'a shape of another tool',
    [{ label: 'a', shape_type: 'helix', points: [] }],
    undefined,
    /\(helix\)/,
  ],
  [
    'a shape whose kind is no text',
    [{ label: 'a', shape_type: { toString: 1 }, points: [] }],
    undefined,
    /not known \(without a name\)/,
  ],
  [
    'a mask without its picture',
    [{ label: 'a', shape_type: 'mask', points: [[1, 1]] }],
    undefined,
    /mask of it is missing/,
  ],
  [
    'a shape of a long kind',
    [{ label: 'a', shape_type: 'x'.repeat(99), points: [] }],
    undefined,
    /\(x{40}\)/,
  ],
  ['text in the place of a shape', ['a'], undefined, /a shape is empty/],
  ['nothing', [null], undefined, /empty/],
])('a picture with %s says so', (_what, shapes, about, message) => {
  expect(file(shapes, about)?.problem).toMatch(message);
});

it('names of any kind are names', () => {
  const names = ['__proto__', 'constructor', 7, '', null];
  expect(
    file(names.map((label) => ({ ...square('', 0, 0, 1), label })))?.shapes.map(({ name }) => name),
  ).toEqual(['__proto__', 'constructor', '7', 'without a name', 'without a name']);
});

it('other JSON is not read, however deep it is', () => {
  for (const text of [
    '{}',
    '3',
    'null',
    '[]',
    '{"shapes": 1, "flags": {}}',
    '{"shapes": []}',
    '{"flags": {}, "imagePath": "a.jpg"}',
    '['.repeat(1e5) + ']'.repeat(1e5),
  ])
    expect(shapesOfJson(text, 'a.json')).toBeNull();
});

it('shapes are looked for in files by the end of their name', () => {
  expect(['a.json', 'B.XML', 'a.json.png', 'json'].map((name) => SHAPE_FILE.test(name))).toEqual([
    ...[true, true, false, false],
  ]);
});
