import { describe, expect, it } from 'vitest';
import { planOpening } from './opening-plan';
import { pathAsTold, whichFolder } from './which-folder';

const filesAt = (paths: readonly string[]) => paths.map((path) => ({ path }));
const ask = (...paths: string[]) => {
  const files = filesAt(paths);
  return whichFolder(planOpening(files, []).unclear, files);
};
const foldersOf = (...paths: string[]) => ask(...paths)?.sides.map(({ folder }) => folder);

describe('which folder holds the labels', () => {
  it.each([
    ['two folders', ['A/1.png', 'B/1.png', 'A/2.png', 'B/2.png'], ['A', 'B']],
    ['two folders of one', ['s/A/1.png', 's/B/1.png'], ['s/A', 's/B']],
    [
      'two folders of sequences that repeat their names',
      ['s/A/q/1.png', 's/A/r/1.png', 's/B/q/1.png', 's/B/r/1.png'],
      ['s/A', 's/B'],
    ],
    ['a folder of JPEG beside one of PNG', ['s/A/1.jpg', 's/B/1.png'], ['s/A', 's/B']],
    ['one that lacks a few', ['A/1.png', 'B/1.png', 'A/2.png', 'B/2.png', 'A/x/1.png'], ['A', 'B']],
  ])('is asked about %s', (_what, paths, folders) => {
    expect(foldersOf(...paths)).toEqual(folders);
  });

  it.each([
    ['three folders', ['A/1.png', 'B/1.png', 'C/1.png']],
    ['names that say it', ['A/1.png', 'labels/1.png']],
    ['other names', ['A/1.png', 'B/2.png']],
    ['pictures without a PNG', ['A/1.jpg', 'B/1.jpg']],
    ['many sequences of pictures', ['q/1.png', 'r/1.png', 's/1.png', 's/2.png']],
  ])('is not asked about %s', (_what, paths) => {
    expect(foldersOf(...paths)).toBeUndefined();
  });

  it('is asked about 30 000 files each, in time that grows with their number', () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `${index}.png`);
    const files = filesAt(['A', 'B'].flatMap((folder) => names.map((name) => `${folder}/${name}`)));
    const start = performance.now();
    expect(whichFolder(files, files)?.sides.map((side) => side.files.length)).toEqual([
      30_000, 30_000,
    ]);
    expect(performance.now() - start).toBeLessThan(5000); // 14 s where each file copies its group
  });

  it('only a folder with PNGs can hold them', () => {
    const sides = ask('s/A/1.jpg', 's/B/1.png')?.sides ?? [];
    expect(sides.map(({ canHoldLabels }) => canHoldLabels)).toEqual([false, true]);
    expect(sides.map(({ files }) => files)).toEqual([
      [{ path: 's/A/1.jpg' }],
      [{ path: 's/B/1.png' }],
    ]);
  });
});

it('the answer pairs every label with its picture, also where sequences repeat their names', () => {
  const paths = ['s/A/q/1.png', 's/A/r/1.png', 's/B/q/1.png', 's/B/r/1.png', 's/notes.txt'];
  const question = ask(...paths);
  if (!question) return expect.unreachable();
  const told = (labels: number) => paths.map((path) => pathAsTold(path, question, labels));
  expect(told(1).at(-1)).toBe('s/notes.txt');
  for (const labels of [0, 1]) {
    const plan = planOpening(filesAt(told(labels)), []);
    expect(plan.labels.map(({ label, picture }) => [label.path, picture.path])).toEqual([
      ['s/labels/q/1.png', 's/images/q/1.png'],
      ['s/labels/r/1.png', 's/images/r/1.png'],
    ]);
  }
  expect(told(0).slice(0, 1)).toEqual(['s/labels/q/1.png']);
});
