import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFolder } from '#src/actions/labels/answer-folder';
import { folderFiles } from '#src/session/benchmark/folder';
import type { FolderAnswer } from '#src/session/labels/folder-question';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState } from '#src/store/store';
import { chooseFolder } from './choose-folder';

const choose = (...paths: string[]) =>
  chooseFolder(paths.map((path) => ({ path, file: new File([path], path) })));
const folder = () => getState().benchmark.folder;

beforeEach(() => void openPictures([]));

it('a folder without a question is taken at once', async () => {
  await choose('set/images/1.png', 'set/labels/1.png');
  expect(folder()).toMatchObject({ name: 'set', pairs: 1, ambiguous: [] });
});

it.each<[FolderAnswer, number, number]>([
  [1, 1, 0],
  ['neither', 0, 1],
  [null, 0, 1],
])('the answer %j to which folder holds the labels gives %i pairs', async (answer, pairs, left) => {
  const choosing = choose('set/A/1.png', 'set/B/1.png');
  await vi.waitUntil(() => getState().questions.folders);
  expect(folder()).toBeNull();
  answerFolder(answer);
  await choosing;
  expect(folder()).toMatchObject({ name: 'set', pairs });
  expect(folder()?.ambiguous).toHaveLength(left);
});

it('of two folders the one chosen last is taken, though it was read sooner', async () => {
  const slow = new File([''], 'labelmap.txt');
  let read = (_text: string) => {};
  vi.spyOn(slow, 'text').mockReturnValue(
    new Promise((resolve) => {
      read = resolve;
    }),
  );
  const first = chooseFolder([
    { path: 'first/images/1.png', file: new File([''], '1.png') },
    { path: 'first/labelmap.txt', file: slow },
  ]);
  await choose('second/images/1.png');
  expect(folder()?.name).toBe('second');
  read('person:220,20,60::');
  await first;
  expect(folder()?.name).toBe('second');
  expect(folderFiles.names).toEqual({});
});

it('a folder that is still asked about gives way to the next, which is asked about', async () => {
  const first = choose('first/A/1.png', 'first/B/1.png');
  const second = choose('second/A/1.png', 'second/B/1.png');
  await first;
  expect(folder()).toBeNull();
  await vi.waitUntil(() => getState().questions.folders);
  answerFolder(1);
  await second;
  expect(folder()).toMatchObject({ name: 'second', pairs: 1 });
});

describe('scores beside the pictures', () => {
  const SET = ['set/images/1.png', 'set/images/2.png', 'set/labels/1.png', 'set/labels/2.png'];
  const chosen = () => getState().benchmark.options.methodIds;

  it('are a method for each folder, measured with the others', async () => {
    const before = chosen();
    await choose(
      ...SET,
      'set/ours/1.npy',
      'set/ours/2.npy',
      'set/theirs/1.npy',
      'set/theirs/2.npy',
    );
    expect(folder()).toMatchObject({ pairs: 2, otherFiles: 0, ambiguous: [] });
    expect(folder()?.scored).toEqual(['imported:ours', 'imported:theirs']);
    expect(chosen()).toEqual([...before, 'imported:ours', 'imported:theirs']);
    const [first] = folderFiles.items;
    expect(first?.scores?.map(({ methodId }) => methodId)).toEqual([
      'imported:ours',
      'imported:theirs',
    ]);
    expect(await (await first!.scores![1]!.file.read()).text()).toBe('set/theirs/1.npy');
  });

  it('of one method are called after their folder', async () => {
    await choose(...SET, 'set/ours/1.npy', 'set/ours/2.npy');
    expect(folder()?.scored).toEqual(['imported:ours']);
  });

  it('of the folder before are no longer chosen', async () => {
    await choose(...SET, 'set/ours/1.npy', 'set/ours/2.npy');
    await choose(...SET);
    expect(folder()?.scored).toEqual([]);
    expect(chosen()).not.toContain('imported:ours');
  });

  it('that belong to no picture are told, and the rest is measured', async () => {
    await choose(...SET, 'set/ours/9.npy');
    expect(folder()).toMatchObject({ pairs: 2, scored: [], otherFiles: 1 });
    expect(folder()?.ambiguous).toEqual([expect.stringContaining('No score below ours')]);
  });
});
