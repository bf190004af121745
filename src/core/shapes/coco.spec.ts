import { expect, it } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { masksCoco } from '#src/workers/export/export-prompts';
import { drawLabel, drawnLabelBlob, idsOfNames } from './drawn-label';
import { shapesOfJson } from './shape-files';
import type { DrawnPicture } from './shapes';

const SIZE = { width: 5, height: 3 };
const CATEGORIES = [
  { id: 1, name: 'dog' },
  { id: 7, name: '__proto__' },
];

function read(annotations: unknown, images: unknown = [{ id: 4, file_name: 'x/a.jpg', ...SIZE }]) {
  return shapesOfJson(JSON.stringify({ images, annotations, categories: CATEGORIES }), 'i.json');
}

async function rowsOf(picture: DrawnPicture): Promise<string[]> {
  const ids = idsOfNames(['dog', ...picture.shapes.flatMap(({ name }) => name ?? [])]);
  const bytes = await drawnLabelBlob(picture, ids).arrayBuffer();
  const { ids: data, width } = drawLabel(new Uint8Array(bytes));
  const text = [...data!].map((id) => (id === 255 ? 'v' : `${id || '.'}`)).join('');
  return text.match(new RegExp(`.{${width}}`, 'g'))!;
}
const annotation = (segmentation: unknown, about: object = {}) => ({
  image_id: 4,
  category_id: 1,
  segmentation,
  iscrowd: 0,
  ...about,
});
const draw = async (...annotations: unknown[]) => rowsOf(read(annotations)![0]!);

const MASK = Uint8Array.of(0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1);
const MASK_ROWS = ['.1...', '.11..', '....1'];

it.each<[string, unknown, string[]]>([
  [
    'polygons',
    [
      [0, 0, 2, 0, 2, 1, 0, 1],
      [3, 1, 5, 1, 5, 3, 3, 3],
    ],
    ['11...', '...11', '...11'],
  ],
  ['a polygon that is not in a list', [0, 0, 2, 0, 2, 1, 0, 1], ['11...', '.....', '.....']],
  ['compressed runs', encodeRle(MASK, SIZE), MASK_ROWS],
  ['plain runs', { size: [3, 5], counts: [3, 2, 2, 1, 6, 1] }, MASK_ROWS],
])('an annotation may have %s', async (_what, segmentation, rows) => {
  expect(await draw(annotation(segmentation))).toEqual(rows);
});

it('an annotation without an outline is its box, and a notice says so', async () => {
  for (const segmentation of [undefined, null, []]) {
    const [picture] = read([annotation(segmentation, { bbox: [1, 0, 2, 2] })])!;
    expect(await rowsOf(picture!)).toEqual(['.11..', '.11..', '.....']);
    expect(picture?.notice).toMatch(/^1 of 1 annotations are boxes/);
  }
  expect(read([annotation([[0, 0, 1, 0, 1, 1]])])?.[0]?.notice).toBeNull();
});

it('the smaller is on top in any order, and crowds are void below everything', async () => {
  const small = annotation([[0, 0, 2, 0, 2, 1, 0, 1]], { category_id: 7 });
  const large = annotation([[0, 0, 4, 0, 4, 2, 0, 2]]);
  const crowd = annotation({ size: [3, 5], counts: [0, 15] }, { iscrowd: 1, area: 1 });
  for (const order of [
    [small, large, crowd],
    [crowd, large, small],
    [large, crowd, small],
  ])
    expect(await draw(...order)).toEqual(['1122v', '2222v', 'vvvvv']);
  const said = (area: unknown) =>
    draw(annotation([[0, 0, 2, 0, 2, 1, 0, 1]], { category_id: 7, area }), large);
  // The outline of the large has 8 pixels.
  expect((await said(9))[0]).toBe('2222.');
  for (const area of [7, '99', -99]) expect((await said(area))[0]).toBe('1122.');
  expect(await draw(annotation([[0, 0, 1, 0, 1, 1, 0, 1]], { iscrowd: true }))).toContain('v....');
});

it('a mask that says no area, or 0, is as large as its runs', async () => {
  const small = annotation([[0, 0, 2, 0, 2, 1, 0, 1]], { category_id: 7 });
  for (const area of [undefined, 0, null, Number.NaN])
    for (const counts of [[0, 15], encodeRle(new Uint8Array(15).fill(1), SIZE).counts])
      for (const order of [0, 1]) {
        const mask = annotation({ size: [3, 5], counts }, { area });
        const rows = await draw(...(order === 0 ? [mask, small] : [small, mask]));
        expect(rows).toEqual(['11222', '22222', '22222']);
      }
});

const TRIANGLE = [[0, 0, 1, 0, 1, 1]];

it('pictures without an annotation have nothing unknown; annotations of no picture are told', () => {
  const images = [
    { id: 'b', file_name: 'b.jpg', ...SIZE },
    { id: 4, file_name: 'a.jpg', ...SIZE },
    { id: 5 },
  ];
  const strays = [{ image_id: 99 }, { image_id: 5 }, null];
  const pictures = read([annotation(TRIANGLE), ...strays], images)!;
  const notice = '3 annotations of the file belong to no picture that it lists.';
  expect(pictures.map((read) => [read.picture, read.shapes.length, read.notice])).toEqual([
    ['b.jpg', 0, notice],
    ['a.jpg', 1, notice],
  ]);
  const box = annotation(null, { bbox: [0, 0, 1, 1] });
  expect(read([box, { image_id: 99 }])?.[0]?.notice).toMatch(/boxes .* 1 annotation of the file/);
  expect(read([annotation(TRIANGLE)])?.[0]?.notice).toBeNull();
});

it('a file is refused in which no annotation belongs to a picture, or an id to two', () => {
  expect(() => read([{ image_id: 99 }, {}])).toThrow(/none of its annotations/);
  expect(read([])).toMatchObject([{ picture: 'x/a.jpg', shapes: [], notice: null }]);
  const twice = (file_name: string) => ({ id: 4, file_name, ...SIZE });
  expect(() => read([], [twice('a.jpg'), twice('b.jpg')])).toThrow(/the id 4 to more than one/);
});

it('a long id is cut in the message', () => {
  const twice = (file_name: string) => ({ id: 'x'.repeat(41), file_name, ...SIZE });
  const message = new RegExp(`the id ${'x'.repeat(40)} to more than one`);
  expect(() => read([], [twice('a.jpg'), twice('b.jpg')])).toThrow(message);
});

it('a picture without an id is read, and no annotation without one is its', () => {
  const images = [
    { file_name: 'a.jpg', ...SIZE },
    { file_name: 'b.jpg', ...SIZE },
    { id: 4, file_name: 'c.jpg', ...SIZE },
  ];
  const strays = [{ image_id: null }, { category_id: 1 }, { image_id: { a: 1 } }];
  const pictures = read([annotation(TRIANGLE), ...strays], images)!;
  expect(pictures.map(({ picture, shapes }) => [picture, shapes.length])).toEqual([
    ['a.jpg', 0],
    ['b.jpg', 0],
    ['c.jpg', 1],
  ]);
  expect(pictures[0]?.notice).toMatch(/^3 annotations/);
});

it('a file without a list of categories is read, its classes are numbers', () => {
  for (const categories of [undefined, null, {}, [null]]) {
    const images = [{ id: 4, file_name: 'a.jpg', ...SIZE }];
    const json = { images, annotations: [annotation(TRIANGLE)], categories };
    expect(shapesOfJson(JSON.stringify(json), 'i.json')).toMatchObject([
      { shapes: [{ name: 'category 1' }] },
    ]);
  }
});

it('an id is the same as a number and as text', () => {
  const images = [{ id: '4', file_name: 'a.jpg', ...SIZE }];
  expect(read([annotation(TRIANGLE, { category_id: '1' })], images)).toMatchObject([
    { shapes: [{ name: 'dog' }], notice: null },
  ]);
});

it.each<[string, object, RegExp]>([
  ['two corners', annotation([[0, 0, 1, 1]]), /fewer than three/],
  ['half a corner', annotation([[0, 0, 1, 1, 2, 2, 3]]), /half of one/],
  ['a place far away', annotation([[0, 0, 1e300, 1, 2, 2]]), /no place in a picture/],
  ['a number of text', annotation([['0', 0, 1, 1, 2, 2]]), /no place/],
  ['rings of objects', annotation([{}]), /no list of numbers/],
  ['runs of another size', annotation({ size: [5, 3], counts: 'o' }), /another size/],
  ['runs of an object', annotation({ size: [3, 5], counts: {} }), /no runs/],
  ['runs of another width', annotation({ size: [3, 6], counts: 'o' }), /another size/],
  ['runs of another height', annotation({ size: [4, 5], counts: 'o' }), /another size/],
  ['runs without a size', annotation({ counts: 'o' }), /another size/],
  ['a box of three numbers', annotation([], { bbox: [0, 0, 1] }), /neither an outline nor a box/],
  ['nothing', annotation([]), /neither an outline nor a box/],
])('%s are named, and the other pictures are read', (_what, bad, message) => {
  const images = [4, 5].map((id) => ({ id, file_name: `${id}.jpg`, ...SIZE }));
  const [first, second] = read([bad], images)!;
  expect(first?.problem).toMatch(message);
  expect(second?.problem).toBeNull();
});

it('a category without a name has its number', () => {
  const [picture] = read([annotation([[0, 0, 1, 0, 1, 1]], { category_id: 8 })])!;
  expect(picture?.shapes[0]?.name).toBe('category 8');
});

it('the page reads what it writes', async () => {
  const bits = Uint8Array.of(1, 1, 0, 1);
  const picture = { fileName: 'road.jpg', ...SIZE };
  const prompt = { score: 1, maskBox: { x: 1, y: 0, width: 2, height: 2 }, area: 3, box: null };
  const written = masksCoco(
    { picture } as Parameters<typeof masksCoco>[0],
    [
      { prompt, region: { ...prompt.maskBox, bits } },
      { prompt, region: null },
    ] as unknown as Parameters<typeof masksCoco>[1],
  );
  const [again] = shapesOfJson(written, 'road-masks.json')!;
  expect(again).toMatchObject({ picture: 'road.jpg', shapes: [{ name: 'unknown object' }] });
  expect(await rowsOf(again!)).toEqual(['.22..', '..2..', '.....']);
});

it('panoptic files, whose shapes are in PNGs, are not read', () => {
  expect(read([{ image_id: 4, segments_info: [] }])).toBeNull();
  for (const other of [
    { images: [], annotations: {} },
    { images: {}, annotations: [] },
  ])
    expect(shapesOfJson(JSON.stringify(other), 'i.json')).toBeNull();
  for (const other of [{ images: [] }, { annotations: [] }])
    expect(shapesOfJson(JSON.stringify(other), 'i.json')).toBeNull();
});
