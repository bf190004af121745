import { expect, it, vi } from 'vitest';
import { isShapeFile, readDrawnLabels } from './drawn-labels';

const LABELME = JSON.stringify({ shapes: [], imagePath: 'a.jpg', imageWidth: 1, imageHeight: 1 });

it('files of settings are not meant, those that only begin with a line are', () => {
  expect(['a.json', 'set/_annotations.coco.json', 'set/A.XML'].map(isShapeFile)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['.a.json', 'x/.vscode/a.json', '__MACOSX/._a.json', 'a.png'].map(isShapeFile)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('a folder of many files that hold no shapes is not read to its end', async () => {
  const read = vi.fn(async () => new Blob(['{}']));
  const many = Array.from({ length: 100 }, (_, index) => ({
    path: `set/city/${index}.json`,
    read,
  }));
  const other = { path: 'set/a.json', read: async () => new Blob([LABELME]) };
  const { unknown, labels } = await readDrawnLabels([...many, other]);
  expect([read.mock.calls.length, unknown.length, labels.length]).toEqual([20, 100, 1]);
});

it('a folder with shapes is, whatever else lies in it', async () => {
  const files = Array.from({ length: 60 }, (_, index) => ({
    path: `set\\${index}.json`,
    read: async () => new Blob([index === 5 || index === 59 ? LABELME : '{}']),
  }));
  const { unknown, labels } = await readDrawnLabels(files);
  expect([unknown.length, labels.length]).toEqual([58, 2]);
});

it('a file with more names than there are ids costs no other file', async () => {
  const fileOf = (path: string, ...names: string[]) => {
    const corners = [
      [0, 0],
      [1, 0],
      [0, 1],
    ];
    const json = {
      ...{ imagePath: 'a.jpg', imageWidth: 1, imageHeight: 1 },
      shapes: names.map((label) => ({ label, points: corners })),
    };
    return { path, read: async () => new Blob([JSON.stringify(json)]) };
  };
  const many = Array.from({ length: 65_535 }, (_, index) => `${index}`);
  const { labels, failed } = await readDrawnLabels([
    fileOf('all.json', ...many),
    fileOf('most.json', ...many.slice(1)),
    fileOf('a.json', 'dog'),
    fileOf('b.json', 'dog', 'cat'),
  ]);
  expect(labels.map(({ path }) => path)).toEqual(['a.json', 'b.json']);
  expect(failed.map(({ path }) => path)).toEqual(['all.json', 'most.json']);
  expect(failed[0]?.message).toMatch(/too many names/);
});

it('a file whose shapes take more text than a browser holds costs no other file', async () => {
  const huge = vi.spyOn(JSON, 'stringify').mockImplementationOnce(() => {
    throw new RangeError('Invalid string length');
  });
  const files = ['a.json', 'b.json'].map((path) => ({
    path,
    read: async () => new Blob([LABELME]),
  }));
  const { labels, failed } = await readDrawnLabels(files);
  huge.mockRestore();
  expect([labels.map(({ path }) => path), failed.map(({ path }) => path)]).toEqual([
    ['b.json'],
    ['a.json'],
  ]);
});
