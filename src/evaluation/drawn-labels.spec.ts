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
