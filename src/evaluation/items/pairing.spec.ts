import { expect, it } from 'vitest';
import { partsOfLabel } from '#src/core/ground-truth/region-of-interest';
import { drawLabel } from '#src/core/shapes/drawn-label';
import { pairFolders } from './pairing';

const read = async () => new Blob([]);
const pair = (images: string[], labels: string[]) =>
  pairFolders({ images, labels, labelsFolders: ['labels'], turnLabels: false }, read);

it('images come in the order of their paths with the label of their stem, or with none', async () => {
  const items = await pair(
    ['b.webp', 'a.jpg', 'sub/a.png'],
    ['a.png', 'sub/a.png', 'left-over.png', 'notes.txt'],
  );
  expect(items.map(({ stem, image, label }) => [stem, image.name, label?.name])).toEqual([
    ['a', 'a.jpg', 'a.png'],
    ['b', 'b.webp', undefined],
    ['sub/a', 'sub/a.png', 'sub/a.png'],
  ]);
});

it('public layouts keep the hint of their names', async () => {
  const [item] = await pair(
    ['01_x_000000_000100_leftImg8bit.png'],
    ['01_x_000000_000100_gtCoarse_labelIds.png'],
  );
  expect(item).toMatchObject({
    hint: 'lost-and-found',
    label: { name: '01_x_000000_000100_gtCoarse_labelIds.png' },
  });
});

it('the name of a folder around the labels tells their data set too', async () => {
  const folders = { images: ['1.png'], labels: ['1.png'], turnLabels: true };
  const [item] = await pairFolders(
    { ...folders, labelsFolders: ['StreetHazards', 'annotations'] },
    read,
  );
  expect(item).toMatchObject({ hint: 'street-hazards', turn: true });
});

it('what is not clear is refused by name', async () => {
  await expect(pair(['a.jpg', 'a.png'], ['a.png'])).rejects.toThrow(
    /images\/a\.jpg and images\/a\.png.*Give --images and --labels the folders/,
  );
});

it('folders that nothing tells apart are told by the options that name them', async () => {
  await expect(pair(['A/1.png', 'B/1.png'], ['1.png'])).rejects.toThrow(/--labels/);
  expect((await pair(['1.png'], ['1.png']))[0]?.label?.name).toBe('1.png');
});

it('labels of what may be another sequence stop a command, those of one that is there do not', async () => {
  await expect(pair(['seqA/1.jpg', 'seqA/2.jpg'], ['seqB/1.png'])).rejects.toMatchObject({
    code: 'option-invalid',
    message: expect.stringMatching(
      /images\/seqA\/1\.jpg and labels\/seqB\/1\.png \(one name in two folders, which may be two sequences\)/,
    ),
  });
  const items = await pair(['seqA/1.jpg', 'seqB/2.jpg'], ['seqB/1.png', 'seqB/2.png']);
  expect(items.map(({ stem, label }) => [stem, label?.name])).toEqual([
    ['seqA/1', undefined],
    ['seqB/2', 'seqB/2.png'],
  ]);
});

it('a mask of what counts goes with each label: one for all, or that of its stem', async () => {
  const folders = {
    images: ['x/a.jpg', 'x/b.jpg'],
    labels: ['x/a.png', 'x/b.png'],
    turnLabels: false,
  };
  const readName = async (folder: string, name: string) => new Blob([`${folder}/${name}`]);
  const regionsFor = async (...roi: string[]) => {
    const items = await pairFolders({ ...folders, labelsFolders: [], roi }, readName);
    return Promise.all(
      items.map(async ({ label }) => {
        const bytes = new Uint8Array(await (await label!.read()).arrayBuffer());
        const parts = partsOfLabel(bytes);
        return parts && [parts.label, parts.region].map((part) => new TextDecoder().decode(part));
      }),
    );
  };
  expect(await regionsFor()).toEqual([null, null]);
  expect(await regionsFor('car.png')).toEqual([
    ['labels/x/a.png', 'roi/car.png'],
    ['labels/x/b.png', 'roi/car.png'],
  ]);
  expect((await regionsFor('b.png', 'a.png'))[0]?.[1]).toBe('roi/a.png');
  expect((await regionsFor('x/b.png', 'x/a.png', 'y/a.png'))[0]?.[1]).toBe('roi/x/a.png');
  await expect(regionsFor('a.png', 'c.png')).rejects.toThrow(/no mask .* for x\/b\.jpg/);
  await expect(regionsFor('y/a.png', 'z/a.png', 'b.png')).rejects.toThrow(
    /2 masks .* for x\/a\.jpg/,
  );
});

it('shapes of sequences lie in the folders of their pictures, beside or apart', async () => {
  const json = { shapes: [], imagePath: '1.jpg', imageWidth: 2, imageHeight: 2 };
  const labels = ['seqA/1.json', 'seqB/1.json'];
  const folders = { images: ['seqA/1.jpg', 'seqB/1.jpg'], labelsFolders: [], turnLabels: false };
  const readJson = async () => new Blob([JSON.stringify(json)]);
  const items = await pairFolders({ ...folders, labels }, readJson);
  expect(items.map(({ image, label }) => [image.name, label?.name])).toEqual([
    ['seqA/1.jpg', 'seqA/1.json'],
    ['seqB/1.jpg', 'seqB/1.json'],
  ]);
});

it('shapes are read before anything is paired, and a damaged file of them stops the command', async () => {
  const shape = {
    label: 'dog',
    points: [
      [0, 0],
      [2, 0],
      [0, 2],
    ],
  };
  const json = { shapes: [shape], imagePath: '..\\img\\a.jpg', imageWidth: 2, imageHeight: 2 };
  const folders = { images: ['a.jpg'], labels: ['x.json'], labelsFolders: [], turnLabels: false };
  const [item] = await pairFolders(folders, async () => new Blob([JSON.stringify(json)]));
  expect(item).toMatchObject({ stem: 'a', label: { name: 'x.json' } });
  const label = new Uint8Array(await (await item!.label!.read()).arrayBuffer());
  expect(drawLabel(label)).toMatchObject({ width: 2, drawn: { names: { 1: 'dog' } } });
  await expect(pairFolders(folders, async () => new Blob(['{']))).rejects.toMatchObject({
    code: 'label-unreadable',
    message: 'labels/x.json: The file is damaged or cannot be read.',
  });
});

it('without pictures every label is an item, in the order that its picture would have', async () => {
  const folders = { images: null, labelsFolders: ['labels'], turnLabels: false };
  const items = await pairFolders(
    { ...folders, labels: ['a.png', 'a-b.png', 'x/c_mask.png'] },
    read,
  );
  expect(
    items.map(({ stem, label, withoutPicture }) => [stem, label?.name, withoutPicture]),
  ).toEqual([
    ['a-b', 'a-b.png', true],
    ['a', 'a.png', true],
    ['x/c', 'x/c_mask.png', true],
  ]);
  const both = await pair(['a.jpg', 'a-b.jpg', 'x/c.jpg'], ['a.png', 'a-b.png', 'x/c_mask.png']);
  expect(both.map(({ stem }) => stem)).toEqual(items.map(({ stem }) => stem));
  await expect(pairFolders({ ...folders, labels: ['a.png', 'a_mask.png'] }, read)).rejects.toThrow(
    /labels\/a\.png and labels\/a_mask\.png.*Give --labels the folder/,
  );
});
