import { beforeEach, expect, it, vi } from 'vitest';
import type { FolderQuestion } from '#src/core/pairing/which-folder';
import { openPictures } from '#src/session/testing/pictures-page';
import { folderExamples } from '#src/store/files';
import { getState } from '#src/store/store';
import { answerFolder, askFolder } from './folder-question';

type Question = FolderQuestion<{ path: string; file: File }>;
const asked = () => getState().questions.folders?.map(({ folder }) => folder);
const shown = () => folderExamples.current.map((side) => side.length);
const sideOf = (folder: string, files: number) => ({
  folder,
  files: Array.from({ length: files }, (_, index) => {
    const path = `${folder}/${index}.png`;
    return { path, file: new File([path], path) };
  }),
  canHoldLabels: true,
});
const question = (first: string, second: string, files = 1): Question => ({
  sides: [sideOf(first, files), sideOf(second, files)],
  depth: 0,
});

beforeEach(() => void openPictures([]));

it('of two questions at once the later is put, and the earlier has no answer', async () => {
  const earlier = askFolder(question('A', 'B', 3));
  const later = askFolder(question('C', 'D'));
  expect(await earlier).toBeNull();
  await vi.waitUntil(asked);
  expect([asked(), shown()]).toEqual([
    ['C', 'D'],
    [1, 1],
  ]);
  answerFolder(1);
  expect(await later).toBe(1);
});

it('a question whose examples are slower than those of a later one does not take its place', async () => {
  const slow = question('A', 'B');
  let read = (_bytes: ArrayBuffer) => {};
  const bytes = new Promise<ArrayBuffer>((resolve) => {
    read = resolve;
  });
  const [file] = slow.sides[0].files;
  if (file) vi.spyOn(file.file, 'slice').mockReturnValue({ arrayBuffer: () => bytes } as Blob);
  const earlier = askFolder(slow);
  void askFolder(question('C', 'D'));
  await vi.waitUntil(asked);
  read(new ArrayBuffer(0));
  expect(await earlier).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked()).toEqual(['C', 'D']);
});

it('a question that is given up before it is put is not put', async () => {
  const answer = askFolder(question('A', 'B'));
  answerFolder(null);
  expect(await answer).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked()).toBeUndefined();
});
