import { expect, it } from 'vitest';
import { pairFolders } from './pairing';

const read = async () => new Blob([]);
const pair = (images: string[], labels: string[]) =>
  pairFolders({ images, labels, labelsFolders: ['labels'], turnLabels: false }, read);

it('images come in the order of their paths with the label of their stem, or with none', () => {
  const items = pair(
    ['b.webp', 'a.jpg', 'sub/a.png'],
    ['a.png', 'sub/a.png', 'left-over.png', 'notes.txt'],
  );
  expect(items.map(({ stem, image, label }) => [stem, image.name, label?.name])).toEqual([
    ['a', 'a.jpg', 'a.png'],
    ['b', 'b.webp', undefined],
    ['sub/a', 'sub/a.png', 'sub/a.png'],
  ]);
});

it('public layouts keep the hint of their names', () => {
  const [item] = pair(
    ['01_x_000000_000100_leftImg8bit.png'],
    ['01_x_000000_000100_gtCoarse_labelIds.png'],
  );
  expect(item).toMatchObject({
    hint: 'lost-and-found',
    label: { name: '01_x_000000_000100_gtCoarse_labelIds.png' },
  });
});

it('the name of a folder around the labels tells their data set too', () => {
  const folders = { images: ['1.png'], labels: ['1.png'], turnLabels: true };
  const [item] = pairFolders({ ...folders, labelsFolders: ['StreetHazards', 'annotations'] }, read);
  expect(item).toMatchObject({ hint: 'street-hazards', turn: true });
});

it('what is not clear is refused by name', () => {
  expect(() => pair(['a.jpg', 'a.png'], ['a.png'])).toThrow(
    /images\/a\.jpg and images\/a\.png.*Give --images and --labels the folders/,
  );
});

it('folders that nothing tells apart are told by the options that name them', () => {
  expect(() => pair(['A/1.png', 'B/1.png'], ['1.png'])).toThrow(/--labels/);
  expect(pair(['1.png'], ['1.png'])[0]?.label?.name).toBe('1.png');
});
