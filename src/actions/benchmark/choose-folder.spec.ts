import { beforeEach, expect, it, vi } from 'vitest';
import { answerFolder } from '#src/actions/labels/answer-folder';
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
