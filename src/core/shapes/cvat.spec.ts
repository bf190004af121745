import { expect, it } from 'vitest';
import type { XmlElement } from './cvat';
import { drawLabel, drawnLabelBlob, idsOfNames } from './drawn-label';
import { shapesOfXml } from './shape-files';

function element(
  tagName: string,
  attributes: Record<string, string | number> = {},
  ...children: XmlElement[]
): XmlElement {
  const read = new Map(Object.entries(attributes).map(([name, value]) => [name, `${value}`]));
  return { tagName, children, getAttribute: (name) => read.get(name) ?? null };
}

const image = (...shapes: XmlElement[]) =>
  element('image', { id: 0, name: 'sub/a.jpg', width: 6, height: 4 }, ...shapes);
const read = (...images: XmlElement[]) =>
  shapesOfXml(element('annotations', {}, element('version'), element('meta'), ...images));
const shape = (tagName: string, attributes: Record<string, string | number>, label = 'dog') =>
  element(tagName, { label, occluded: 0, ...attributes }, element('attribute', { name: 'x' }));

async function draw(...shapes: XmlElement[]): Promise<string[]> {
  const [picture] = read(image(...shapes))!;
  const ids = idsOfNames(picture!.shapes.flatMap(({ name }) => name ?? []));
  const bytes = await drawnLabelBlob(picture!, ids).arrayBuffer();
  const text = [...drawLabel(new Uint8Array(bytes)).ids!].map((id) => id || '.').join('');
  return text.match(/.{6}/g)!;
}

it.each<[string, Record<string, string | number>, string[]]>([
  ['polygon', { points: '1.00,0.00;3.00,0.00;3,2;1,2;' }, ['.11...', '.11...', '......']],
  ['box', { xtl: 0, ytl: 1, xbr: 2, ybr: 3 }, ['......', '11....', '11....']],
  ['box', { xtl: 1, ytl: 1, xbr: 5, ybr: 3, rotation: 90 }, ['..11..', '..11..', '..11..']],
  ['ellipse', { cx: 3, cy: 1, rx: 2.6, ry: 0.6 }, ['..11..', '..11..', '......']],
  [
    'mask',
    { rle: '1, 2, 1', left: 4, top: 0, width: 2, height: 2.9 },
    ['.....1', '....1.', '......'],
  ],
])('a %s %j covers', async (tagName, attributes, rows) => {
  expect((await draw(shape(tagName, attributes))).slice(0, 3)).toEqual(rows);
});

it('the highest is on top, of equal ones the last', async () => {
  const box = (label: string, order?: number) =>
    shape(
      'box',
      { xtl: 0, ytl: 0, xbr: 1, ybr: 1, ...(order !== undefined && { z_order: order }) },
      label,
    );
  expect((await draw(box('a', 2), box('b'), box('c', -3)))[0]).toBe('1.....');
  expect((await draw(box('a', 1), box('b', 1)))[0]).toBe('2.....');
});

it('what has no area is counted, and every picture of the file is one', () => {
  const line = shape('polyline', { points: '0,0;1,1' });
  const pictures = read(image(line, shape('points', { points: '0,0' })), image())!;
  expect(pictures).toMatchObject([
    {
      picture: 'sub/a.jpg',
      shapes: [],
      notice: expect.stringMatching(/^2 shapes without an area/),
    },
    { size: { width: 6, height: 4 }, notice: null },
  ]);
  const kinds = ['polyline', 'points', 'cuboid', 'skeleton', 'tag'];
  const [every] = read(image(...kinds.map((kind) => shape(kind, {}))))!;
  expect(every).toMatchObject({
    notice: expect.stringMatching(/^4 shapes without/),
    problem: null,
  });
  expect(read(image(line))?.[0]?.notice).toBe(
    '1 shape without an area (lines, points, cuboids, skeletons) left out.',
  );
});

it.each<[string, Record<string, string | number>, RegExp]>([
  ['polygon', { points: '0,0;1,1' }, /fewer than three/],
  ['polygon', {}, /fewer than three/],
  ['polygon', { points: '0,0;1,1;1e300,0' }, /no place/],
  ['polygon', { points: '0,0;1,1;2' }, /no place/],
  ['polygon', { points: '0,0;1,1;2,2,2' }, /no pair/],
  ['box', { xtl: 0, ytl: 1, xbr: 2 }, /no place/],
  ['box', { xtl: 0, ytl: 1, xbr: 2, ybr: '' }, /no place/],
  ['box', { xtl: 0, ytl: 1, xbr: 2, ybr: ' ' }, /no place/],
  ['box', { xtl: 0, ytl: 1, xbr: 2, ybr: 3, rotation: 'x' }, /no place/],
  ['mask', { rle: '1', left: 0, top: 0, width: 2 }, /no place/],
])('a damaged %s %j is its picture’s problem', (tagName, attributes, message) => {
  const [first, second] = read(image(shape(tagName, attributes)), image())!;
  expect(first?.problem).toMatch(message);
  expect(second?.problem).toBeNull();
});

it('a mask without runs is no empty mask', async () => {
  const box = { left: 0, top: 0, width: 2, height: 2 };
  await expect(draw(shape('mask', box))).rejects.toThrow(/runs of a mask do not fill it/);
});

it('a picture without a size says so', () => {
  const [picture] = read(element('image', { name: 'a.jpg' }))!;
  expect(picture?.problem).toMatch(/how large/);
});

it('a video is refused with what to export, other XML is not read', () => {
  expect(() => read(element('track'))).toThrow(/CVAT for images 1\.1/);
  expect(read()).toBeNull();
  expect(shapesOfXml(element('annotation', {}, image()))).toBeNull();
});
