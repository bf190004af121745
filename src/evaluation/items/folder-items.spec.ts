import { expect, it } from 'vitest';
import { partsOfLabel } from '#src/core/ground-truth/region-of-interest';
import { commonFolder, folderItems } from './folder-items';
import { pairFolders } from './pairing';

const filesAt = (...paths: string[]) =>
  paths.map((path) => ({ path, file: new File([path], path.slice(path.lastIndexOf('/') + 1)) }));

it('calls images and puts them in order as the command does', async () => {
  const { items, pairs } = folderItems(
    filesAt(
      'set/labels/a.png',
      'set/images/b.webp',
      'set/images/a.jpg',
      'set/images/x/a.jpg',
      'set/labels/x/a.png',
    ),
  );
  const command = await pairFolders(
    {
      images: ['b.webp', 'a.jpg', 'x/a.jpg'],
      labels: ['a.png', 'x/a.png'],
      labelsFolders: ['labels'],
      turnLabels: false,
    },
    async () => new Blob([]),
  );
  expect(items.map(({ stem, image }) => [stem, image.name])).toEqual(
    command.map(({ stem, image }) => [stem, image.name]),
  );
  expect([pairs, items.map(({ label }) => label?.name ?? null)]).toEqual([
    2,
    ['a.png', null, 'x/a.png'],
  ]);
});

it('reads the file of the path', async () => {
  const { items } = folderItems(filesAt('set/images/a.jpg', 'set/labels/a.png'));
  expect(await (await items[0]!.image.read()).text()).toBe('set/images/a.jpg');
  expect(await (await items[0]!.label?.read())?.text()).toBe('set/labels/a.png');
});

it('leaves out what is not clear and says what else there is', () => {
  const matched = folderItems(
    filesAt('s/images/a.jpg', 's/images/a.png', 's/labels/a.png', 's/labels/z.png', 's/readme.txt'),
  );
  expect(matched.items).toEqual([]);
  expect(matched.ambiguous.map(({ reason }) => reason)).toEqual(['several-images']);
  expect(
    [matched.labelsWithoutImage, matched.ignored].map((files) => files.map(({ path }) => path)),
  ).toEqual([['s/labels/z.png'], ['s/readme.txt']]);
});

it('leaves out a label of what may be another sequence, with its picture', () => {
  const matched = folderItems(filesAt('s/images/seqA/1.jpg', 's/labels/seqB/1.png'));
  expect([matched.items, matched.pairs]).toEqual([[], 0]);
  expect(matched.ambiguous.map(({ reason }) => reason)).toEqual(['other-folder']);
});

it('masks called roi, or in a folder of that name, go with the labels', async () => {
  const pictures = ['s/images/a.jpg', 's/images/b.jpg', 's/labels/a.png', 's/labels/b.png'];
  const masksOf = async (...masks: string[]) => {
    const { items, ignored, imagesWithoutLabel, regions } = folderItems(
      filesAt(...pictures, ...masks),
    );
    expect([ignored, imagesWithoutLabel, regions]).toEqual([[], [], masks.length]);
    const reads = items.map(async ({ label }) => {
      const parts = partsOfLabel(new Uint8Array(await (await label!.read()).arrayBuffer()));
      return parts && new TextDecoder().decode(parts.region);
    });
    return (await Promise.allSettled(reads)).map((read) =>
      read.status === 'fulfilled' ? read.value : read.reason.code,
    );
  };
  expect(await masksOf()).toEqual([null, null]);
  expect(await masksOf('s/ROI.png')).toEqual(['s/ROI.png', 's/ROI.png']);
  expect(await masksOf('s/roi/b.png', 's/roi/a.png')).toEqual(['s/roi/a.png', 's/roi/b.png']);
  expect(await masksOf('s/roi/b.png', 's/roi/c.png')).toEqual(['option-invalid', 's/roi/b.png']);
});

it.each([
  [['a/b/1.png', 'a/b/2.png'], 'a/b/'],
  [['a/b/1.png', 'a/c/1.png'], 'a/'],
  [['a/b/1.png', 'a/1.png'], 'a/'],
  [['1.png', 'a/1.png'], ''],
  [[], ''],
])('the folder of %j is "%s"', (paths, folder) => expect(commonFolder(paths)).toBe(folder));
